import Foundation

/// The terminal that results are shown on.
public struct Terminal: Sendable {
    var size: @Sendable () -> TerminalSize
    /// Whether colours are shown: never where `NO_COLOR` is set.
    var usesColour: Bool
    /// The command line of the pager; nil for none.
    var pager: String?

    init(
        usesColour: Bool = false, pager: String? = nil,
        size: @escaping @Sendable () -> TerminalSize = { TerminalSize.standard }
    ) {
        self.size = size
        self.usesColour = usesColour
        self.pager = pager
    }

    /// The terminal of standard output; nil if that is a file or a pipe.
    public static func ofStandardOutput(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> Terminal? {
        guard isatty(STDOUT_FILENO) != 0 else { return nil }
        let isDumb = (environment["TERM"] ?? "dumb") == "dumb"
        let hasColour = (environment["NO_COLOR"] ?? "").isEmpty && !isDumb
        return Terminal(usesColour: hasColour, pager: isDumb ? nil : Pager.commandLine(environment)) {
            TerminalSize.of(STDOUT_FILENO)
        }
    }
}
