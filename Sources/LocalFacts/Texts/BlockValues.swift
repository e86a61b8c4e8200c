/// The values of an expression for the texts of one block, as codes of their own; 0 is null.
struct BlockValues: Sendable {
    let firstRow: Int
    /// By row of the block.
    var codes: [UInt32]
    var values = DistinctValues()

    init(firstRow: Int, rowCount: Int) {
        self.firstRow = firstRow
        codes = Array(repeating: 0, count: rowCount)
    }
}
