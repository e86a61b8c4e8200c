/// What is wrong with the file of a report.
public enum ReportFileError: Error, Sendable, Equatable {
    case unreadable(file: String, reason: String)
    case missingField(file: String, field: String)
    case unknownField(file: String, line: Int, field: String)
    case repeatedField(file: String, line: Int, field: String)
    case malformedField(file: String, line: Int, field: String, expected: String)
    /// What stands below `-- steps:` on that line, or after it, is no list of `name as (…)`.
    case malformedSteps(file: String, line: Int)
    case unknownColumn(file: String, line: Int, field: String, column: String)
    case unknownPlaceholder(file: String, table: String, name: String)
    case repeatedTable(file: String, line: Int, table: String)
    case noStatement(file: String, table: String?)
}

extension ReportFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
        case .missingField(let file, let field):
            "\(file): the header has no `-- \(field): …`: say it in a comment above the first statement"
        case .unknownField(let file, let line, let field):
            """
            \(file), line \(line): a report has no field `\(field)`; its fields are \(ReportHeaderField.list). \
            Indent the line by three blanks where it goes on with the field above
            """
        case .repeatedField(let file, let line, let field): "\(file), line \(line): `\(field)` is said twice"
        case .malformedField(let file, let line, let field, let expected):
            "\(file), line \(line): `\(field)` is written `-- \(field): \(expected)`"
        case .malformedSteps(let file, let line):
            """
            \(file), line \(line): below `-- steps:` stand `name as (select …)`, a comma between two of them and no \
            `with`, once and above the header of the first table
            """
        case .unknownColumn(let file, let line, let field, let column):
            "\(file), line \(line): `\(field)` names \(column), which is no `column` of this table"
        case .unknownPlaceholder(let file, let table, let name):
            "\(file): table \(table) says {\(name)}, which no parameter fills: declare it with `-- parameter: …`"
        case .repeatedTable(let file, let line, let table): "\(file), line \(line): there are two tables \(table)"
        case .noStatement(let file, let table):
            "\(file): \(table.map { "table \($0)" } ?? "the report") has no statement: write a select below its header"
        }
    }
}
