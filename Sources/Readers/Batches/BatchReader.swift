/// A reader of one family of formats. A new family is one more conformer and a case in ``RecordReader``.
protocol BatchReader: AnyObject {
    /// The names of the columns, in a format that has them.
    var columnNames: [String]? { get }

    /// The next rows, `nil` at the end. Throws ``ReadError`` if the rest cannot be read.
    func nextBatch() throws -> RowBatch?
}
