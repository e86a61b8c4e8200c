import Warehouse

/// Why a report could not be run.
public enum ReportError: Error, Sendable {
    case unknownReport(name: String, known: [String])
    case unknownParameter(name: String, known: [String])
    case unboundParameter(name: String)
    /// A `?` in the statement.
    case namelessParameter
    /// The statement's columns are not those that the header tells.
    case columnsDiffer(table: String, declared: [String], found: [String])
    case failed(table: String, error: SQLError)
}

extension ReportError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownReport(let name, let known):
            "there is no report \(name): the reports are \(list(known)); the path of an SQL file (./mine.sql) is one too"
        case .unknownParameter(let name, let known):
            known.isEmpty
                ? "there is no parameter \(name): this takes none"
                : "there is no parameter \(name): the parameters are \(list(known))"
        case .unboundParameter(let name): "the parameter \(name) has no value: give it by --param \(name)=VALUE"
        case .namelessParameter: "a parameter has a name: write $name in place of ?, and give it by --param name=VALUE"
        case .columnsDiffer(let table, let declared, let found):
            """
            report \(table): its statement has the columns \(list(found)), its header tells \(list(declared)); \
            they must be the same, in the same order
            """
        case .failed(let table, let error): "report \(table): \(error)"
        }
    }

    private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
