import Columns
import Parquet
import Warehouse

/// The combinations of tags that samples have, each once.
struct TagCombinations {
    /// What a sample has of one column.
    enum Value: Equatable {
        case code(UInt32)
        case list([UInt32]?)
        case integer(Int64?)
        case real(Double?)
    }

    let columns: [ExportColumn]
    /// Lists in ascending order: the same tags in another order are the same.
    private var canonical = TagDictionary()
    /// The values of each combination as they were first met.
    private var values: [UInt32: [Value]] = [:]

    init(columns: [ExportColumn]) { self.columns = columns }

    var count: Int { canonical.count }

    /// The number of a combination, a new one where it is met for the first time.
    mutating func number(of row: [Value]) -> UInt32 {
        var bytes: [UInt8] = []
        for value in row { TagCombinations.append(value, to: &bytes) }
        let before = canonical.count
        let number = bytes.withUnsafeBytes { canonical.intern($0) }
        if canonical.count > before { values[number] = row }
        return number
    }

    subscript(number: UInt32) -> [Value] { values[number] ?? [] }

    /// Every value begins with what tells where it ends, so that no two combinations have the same bytes.
    private static func append(_ value: Value, to bytes: inout [UInt8]) {
        func append(_ word: UInt64) { withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) } }
        switch value {
        case .code(let code): withUnsafeBytes(of: code) { bytes.append(contentsOf: $0) }
        case .list(let codes):
            append(codes.map { UInt64($0.count) } ?? .max)
            for code in (codes ?? []).sorted() { append(UInt64(code)) }
        case .integer(let integer):
            bytes.append(integer == nil ? 0 : 1)
            append(UInt64(bitPattern: integer ?? 0))
        case .real(let real):
            bytes.append(real == nil ? 0 : 1)
            append((real ?? 0).bitPattern)
        }
    }
}
