import Columns

extension TextUnit {
    /// The SQL function that gives the length.
    var function: String { self == .characters ? "length" : "octet_length" }

    /// The function's call, which is the name of the hidden column that replaces it.
    func expression(of column: String) -> String { "\(function)(\(column))" }
}
