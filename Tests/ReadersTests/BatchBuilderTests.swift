import Testing

@testable import Readers

@Suite struct BatchBuilderTests {
    /// It was kept permanently, and with it all memory for chunks of its file.
    @Test func inputThatWasSharedIsLetGo() {
        final class Flag: @unchecked Sendable {
            var isSet = false
        }
        let isReleased = Flag()
        do {
            let builder = BatchBuilder(columnCount: 3)
            builder.restart(
                sharing: ByteStorage(adopting: .allocate(capacity: ByteStorage.readableBeyond), count: 0) { base in
                    base.deallocate()
                    isReleased.isSet = true
                })
            builder.beginRecord()
            builder.endRow()
            #expect(!isReleased.isSet)
        }
        #expect(isReleased.isSet)
    }
}
