/// What can be wrong with a reference table that the binary carries; each case is a fault of the build, not of a user's
/// data.
public enum ReferenceTableError: Error, Equatable {
    case missing(file: String)
    case header(file: String, expected: [String], found: [String])
    case fields(file: String, line: Int, expected: Int, found: Int)
    case value(file: String, line: Int, column: String, value: String)
}

extension ReferenceTableError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let file):
            "\(file): the program carries no such file; add it to schema/embedded.c"
        case .header(let file, let expected, let found):
            "\(file):1: the columns are \(found.joined(separator: ",")), not \(expected.joined(separator: ","));"
                + " write the table again with schema/reference/make_reference.py"
        case .fields(let file, let line, let expected, let found):
            "\(file):\(line): \(found) fields where the header names \(expected);"
                + " write the table again with schema/reference/make_reference.py"
        case .value(let file, let line, let column, let value):
            "\(file):\(line): column \(column) cannot be \"\(value)\";"
                + " write the table again with schema/reference/make_reference.py"
        }
    }
}
