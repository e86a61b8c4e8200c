import Foundation

/// Columns and rows of a terminal.
struct TerminalSize: Equatable {
    var columns: Int
    var rows: Int

    static let standard = TerminalSize(columns: 80, rows: 24)

    /// The size of the terminal of a descriptor; 80 by 24 if unknown.
    static func of(_ descriptor: Int32) -> TerminalSize {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return standard
        }
        return TerminalSize(columns: max(2, Int(size.ws_col)), rows: max(2, Int(size.ws_row)))
    }
}
