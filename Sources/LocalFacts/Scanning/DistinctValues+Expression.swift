import Columns
import Parallel
import SQLite

extension DistinctValues {
    /// The values of an expression for the samples of a row group, as codes.
    ///
    /// - Parameter rows: the rows whose samples are evaluated; the others get 0.
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(texts of the rows), on all threads.
    mutating func codes(
        of expression: TextExpression, _ group: RowGroup, samples: [UInt32]?, _ connection: Connection
    ) throws -> [UInt32] {
        var result = [UInt32](repeating: 0, count: group.rowCount)
        let reader = try TextReader(connection: connection, column: expression.column, group: group)
        let blocks = try reader.storedBlocks(of: samples)
        // A row group without the column has null for each text, and an expression may have a value for null.
        guard !reader.isEmpty else {
            let code = try expression.codeOfNull(in: &self)
            return Array(repeating: code, count: group.rowCount)
        }
        let parts = try blocks.concurrentMap { block in
            try expression.values(
                of: block,
                among: samples.map { $0[$0.places(from: block.firstRow, to: block.firstRow + block.block.rowCount)] })
        }
        for part in parts {
            let codes = self.codes(of: part.values)
            for (row, code) in part.codes.enumerated() { result[part.firstRow + row] = codes[Int(code)] }
        }
        return result
    }
}
