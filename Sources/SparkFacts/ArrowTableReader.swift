import Arrow
import Facts
import Parquet

/// Reads the Arrow stream of an answer as columns.
struct ArrowTableReader {
    let fields: [OutsideField]
    /// The limit of rows, and the error of an answer that has more. A batch of few bytes may claim any number of rows.
    let limit: (rows: Int, error: EngineError)

    /// - Throws: `EngineError.broken` if the stream is not what was asked for; the error of the limit; `ArrowError`.
    func table(_ bytes: [UInt8]) throws -> RawTable {
        var place = 0
        let stream = try ArrowStream(name: "the answer of Spark") { buffer in
            let count = min(buffer.count, bytes.count - place)
            buffer.copyBytes(from: bytes[place..<place + count])
            place += count
            return count
        }
        guard stream.schema.fields.count == fields.count || fields.isEmpty else {
            throw broken("\(stream.schema.fields.count) columns instead of \(fields.count)")
        }
        var columns = fields.map { Column($0.form) }
        var rowCount = 0
        while let batch = try stream.next() {
            guard batch.rowCount <= limit.rows - rowCount else { throw limit.error }
            rowCount += batch.rowCount
            for index in columns.indices {
                guard let array = batch.columns[index] else { throw broken("a column is missing") }
                guard columns[index].append(array) else {
                    throw broken("column \(index) is of type \(array.field.type)")
                }
            }
        }
        return RawTable(columns: columns.map(\.raw), rowCount: rowCount)
    }

    private func broken(_ reason: String) -> EngineError {
        .broken(engine: SparkFacts.engineName, reason: reason)
    }

    private struct Column {
        private var texts = TextColumnBuilder()
        private var integers: [Int64?] = []
        private var reals: [Double?] = []
        private let form: OutsideField.Form

        init(_ form: OutsideField.Form) { self.form = form }

        var raw: RawColumn {
            switch form {
            case .text, .json: texts.column
            case .integer: .integers(integers)
            case .real, .single: .reals(reals)
            }
        }

        /// - Returns: false if the values are of another type.
        mutating func append(_ array: ArrowArray) -> Bool {
            switch form {
            case .text, .json: return appendTexts(array)
            case .integer:
                for index in 0..<array.count {
                    switch array.value(index) {
                    case .null: integers.append(nil)
                    case .int(let value): integers.append(value)
                    default: return false
                    }
                }
            case .real, .single:
                for index in 0..<array.count {
                    switch array.value(index) {
                    case .null: reals.append(nil)
                    case .double(let value): reals.append(value)
                    case .float(let value): reals.append(Double(value))
                    default: return false
                    }
                }
            }
            return true
        }

        /// Each text of a dictionary is compared once.
        private mutating func appendTexts(_ array: ArrowArray) -> Bool {
            guard let (codes, dictionary) = array.coding else {
                for index in 0..<array.count {
                    guard array.isNull(index) || array.bytes(of: index) != nil else { return false }
                    texts.append(array.bytes(of: index).map { String(decoding: $0, as: UTF8.self) })
                }
                return true
            }
            var numbers: [Int32] = []
            for code in 0..<dictionary.count {
                let value = dictionary.place(of: code)
                let bytes = value.part.bytes(of: value.index)
                numbers.append(bytes.map { texts.number(of: String(decoding: $0, as: UTF8.self)) } ?? -1)
            }
            for index in 0..<array.count {
                texts.append(number: array.isNull(index) ? -1 : numbers[Int(codes[index])])
            }
            return true
        }
    }
}
