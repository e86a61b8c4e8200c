import Foundation
import Testing

@testable import Readers

@Suite struct InputWindowTests {
    /// Regression: a record longer than the system had memory for ended the process.
    @Test func aLackOfMemoryEndsTheInputWithAnError() {
        let window = InputWindow(MemorySource(Array("abc".utf8)), chunkBytes: 64)
        #expect(window.fillOnce())
        #expect(!window.fill(atLeast: 1 << 60))
        guard case .readFailed(_, _, ENOMEM)? = window.failure as? ReadError else {
            Issue.record("\(String(describing: window.failure))")
            return
        }
        #expect(window.endsInFailure && window.isAtEnd)
        // What was read before stays readable.
        #expect(window.count == 3 && window.text[2] == UInt8(ascii: "c"))
        #expect(!window.fillOnce())
    }
}
