import Foundation

/// Lines of standard input, after a plain prompt where it is a terminal.
public struct StandardInputLineSource: LineSource {
    public let isInteractive: Bool

    public init() {
        isInteractive = isatty(STDIN_FILENO) != 0
    }

    public mutating func nextLine(prompt: String) -> String? {
        if isInteractive { print(prompt, terminator: "") }
        return readLine()
    }
}
