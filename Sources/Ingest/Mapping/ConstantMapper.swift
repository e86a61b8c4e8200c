import LocalFacts
import Readers

/// The same value in each row of a file.
final class ConstantMapper: ColumnMapper {
    private let value: String?

    init(_ values: [String]) { value = values.isEmpty ? nil : values.joined(separator: "; ") }

    func values(of batch: RowBatch, rows: [Int], intern: (String) throws -> UInt32) throws -> SampleBatch.Values {
        guard let value, !rows.isEmpty else { return .tags(Array(repeating: 0, count: rows.count)) }
        return .tags(Array(repeating: try intern(value), count: rows.count))
    }
}
