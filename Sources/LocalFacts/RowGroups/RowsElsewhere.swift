import Columns

/// Rows of a row group that do not lie in the store, decoded as its columns.
protocol RowsElsewhere: AnyObject, Sendable {
    /// The codes of a tag column; nil if the rows do not have it.
    func codes(_ column: ColumnDefinition) throws -> CodeVector?
    /// The values of a multi-valued column; nil if the rows do not have it.
    func lists(_ column: ColumnDefinition) throws -> ListVector?
    /// The numbers of an integer column; nil if the rows do not have it.
    func integers(_ column: ColumnDefinition) throws -> IntegerVector?
    /// The numbers of a real column; nil if the rows do not have it.
    func reals(_ column: ColumnDefinition) throws -> RealVector?
    /// The texts as blocks; empty if the rows do not have the column.
    func texts(_ column: ColumnDefinition) throws -> [EncodedTexts]
    /// What is known of a column without reading it: only whether there is one.
    func summary(_ column: ColumnDefinition) -> SegmentSummary?
}
