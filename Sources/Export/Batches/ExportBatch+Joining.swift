import Parquet
import SQLite
import Warehouse

extension ExportBatch {
    /// The rows of several batches of the same columns, one after another.
    init(joining batches: [ExportBatch]) {
        rowNumbers = batches.flatMap(\.rowNumbers)
        let columnCount = batches.first?.columns.count ?? 0
        columns = (0..<columnCount).map { column in
            ExportValues(joining: batches.map { $0.columns[column] })
        }
    }
}

extension ExportValues {
    /// - Precondition: all are of the same case, like the values of one column.
    fileprivate init(joining parts: [ExportValues]) {
        switch parts.first {
        case .codes:
            var all: [UInt32] = []
            for case .codes(let values) in parts { all += values }
            self = .codes(all)
        case .integers:
            var all: [Int64?] = []
            for case .integers(let values) in parts { all += values }
            self = .integers(all)
        case .reals:
            var all: [Double?] = []
            for case .reals(let values) in parts { all += values }
            self = .reals(all)
        case .any, nil:
            var all: [SQLValue] = []
            for case .any(let values) in parts { all += values }
            self = .any(all)
        case .lists:
            var allLengths: [Int?] = []
            var allCodes: [UInt32] = []
            for case .lists(let lengths, let codes) in parts {
                allLengths += lengths
                allCodes += codes
            }
            self = .lists(lengths: allLengths, codes: allCodes)
        case .texts:
            var texts = TextArray()
            for case .texts(let part) in parts {
                for row in 0..<part.count { part.withBytes(of: row) { texts.append(utf8: $0) } }
            }
            self = .texts(texts)
        }
    }
}
