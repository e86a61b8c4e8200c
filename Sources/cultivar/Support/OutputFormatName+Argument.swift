import ArgumentParser
import Foundation
import Reports

extension OutputFormatName: ExpressibleByArgument {}

extension OutputFormatName {
    /// What suits the reader: a table for a person at a terminal, else `other`.
    static func suiting(other: OutputFormatName) -> OutputFormatName {
        isatty(STDOUT_FILENO) != 0 ? .table : other
    }
}
