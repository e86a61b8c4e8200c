import Foundation
import Reports
import Tabular

/// A program such as `less` that shows a text page by page; it reads what is written to it.
final class Pager: TextSink {
    private var process: ShellProcess

    /// - Throws: `PromptError.cannotStart`.
    init(commandLine: String) throws {
        process = try ShellProcess(commandLine, takesInput: true, environment: Pager.environment)
    }

    /// - Throws: `OutputError.closedPipe` once the person has left it.
    func write(_ bytes: [UInt8]) throws { try process.write(bytes) }

    /// Waits until the person leaves it.
    func wait() { _ = process.closeAndWait() }

    /// `$CULTIVAR_PAGER`, else `$PAGER`, else `less` if it is installed; an empty variable means no pager.
    static func commandLine(_ environment: [String: String]) -> String? {
        for variable in ["CULTIVAR_PAGER", "PAGER"] {
            if let given = environment[variable] { return given.isEmpty ? nil : given }
        }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/less") } ? "less" : nil
    }

    /// Long lines are not folded, colours are shown, and a text that fits the screen stays on it.
    private static let environment = ["LESS": "-FRSX", "LESSCHARSET": "utf-8"]
}
