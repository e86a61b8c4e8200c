import Foundation
import Reports
import Tabular

/// Shows a text on the terminal: directly if it fits the screen, by the pager if it is longer.
final class PagedSink: TextSink {
    private let screen: any TextSink
    private let terminal: Terminal
    private var held: [UInt8] = []
    private var lines = 0
    private var pager: Pager?
    /// Called when the pager starts.
    var willPage: () -> Void = {}

    init(screen: any TextSink, terminal: Terminal) {
        self.screen = screen
        self.terminal = terminal
    }

    var isPaging: Bool { pager != nil }

    /// - Throws: `OutputError.closedPipe` once the person has left the pager.
    func write(_ bytes: [UInt8]) throws {
        if let pager { return try pager.write(bytes) }
        guard let commandLine = terminal.pager else { return try screen.write(bytes) }
        held += bytes
        lines += bytes.count { $0 == UInt8(ascii: "\n") }
        // The prompt that follows takes a line as well.
        guard lines >= terminal.size().rows - 1 else { return }
        willPage()
        let started = try Pager(commandLine: commandLine)
        pager = started
        try started.write(held)
        held = []
    }

    /// Shows what has been written, and waits until the person leaves the pager.
    func finish() throws {
        if let pager {
            pager.wait()
            self.pager = nil
        } else {
            try screen.write(held)
        }
        held = []
    }
}
