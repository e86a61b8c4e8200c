import Columns
import LocalFacts
import Readers

/// How the mapping of a file maps its first rows; nothing is written.
public struct MappingPreview: Sendable {
    /// One column.
    public struct Column: Sendable {
        public var name: String
        public var kind: ColumnKind
        /// The fields that it is made of.
        public var fields: [String]
        /// Rows that have a value.
        public var rowsWithValue = 0
        public var distinct = 0
        /// A few values.
        public var examples: [String] = []
    }

    public private(set) var rows = 0
    public private(set) var columns: [Column] = []
    /// Rows that would be rejected, by reason.
    public private(set) var rejects: [String: Int] = [:]
    /// Why no more could be read.
    public private(set) var problem: String?

    private static let rowLimit = 1_000
    private static let exampleCount = 3
    private static let exampleBytes = 60

    public init(_ planned: PlannedFile) {
        columns = planned.input.columns.map { rule in
            Column(
                name: rule.name, kind: MappedColumn(rule).kind, fields: rule.fieldPaths.map(\.description))
        }
        do {
            guard !planned.file.isStandardInput else { return }
            try read(planned)
        } catch {
            problem = "\(error)"
        }
    }

    private mutating func read(_ planned: PlannedFile) throws {
        let mapper = try RowMapper(
            input: planned.input, missing: planned.missing, path: planned.file.fullPath,
            resources: MappingResources(folders: planned.lookUpFolders))
        var options = planned.input.options
        options.batchRows = Self.rowLimit
        let reader = try RecordReader(path: planned.file.fullPath, options: options, projection: mapper.projection)
        guard let batch = try reader.nextBatch() else { return }
        var dictionaries = columns.map { _ in TagDictionary() }
        let mapped = try mapper.map(batch) { value, column in dictionaries[column].intern(value) }
        rows = mapped.rowCount + mapped.rejects.count + batch.rejects.count
        for reject in mapped.rejects { rejects["\(reject.column): \(reject.problem)", default: 0] += 1 }
        for reject in batch.rejects { rejects["\(reject.reason)", default: 0] += 1 }
        for index in columns.indices { try columns[index].add(mapped.values[index], dictionaries[index]) }
    }
}

extension MappingPreview.Column {
    fileprivate mutating func add(_ values: SampleBatch.Values, _ dictionary: TagDictionary) throws {
        switch values {
        case .tags(let codes):
            rowsWithValue = codes.count { $0 != 0 }
            distinct = dictionary.count
            take((0..<min(dictionary.count, 3)).map { dictionary.text(of: UInt32($0 + 1)) })
        case .lists(let lengths, _):
            rowsWithValue = lengths.count { $0 != 0 }
            distinct = dictionary.count
            take((0..<min(dictionary.count, 3)).map { dictionary.text(of: UInt32($0 + 1)) })
        case .integers(let vector): take(numbers: (0..<vector.count).compactMap { vector[$0].map { "\($0)" } })
        case .reals(let vector): take(numbers: (0..<vector.count).compactMap { vector[$0].map { "\($0)" } })
        case .textBlocks(let blocks):
            for block in blocks {
                let texts = try block.block.texts()
                for row in 0..<texts.rowCount {
                    texts.withBytes(of: row) { bytes in
                        guard let bytes else { return }
                        rowsWithValue += 1
                        if examples.count < 3 { take([String(decoding: bytes, as: UTF8.self)]) }
                    }
                }
            }
        case .texts: break
        }
    }

    private mutating func take(numbers: [String]) {
        rowsWithValue = numbers.count
        distinct = Set(numbers).count
        take(Array(numbers.prefix(3)))
    }

    private mutating func take(_ values: [String]) {
        examples += values.map { $0.cut(atBytes: 60).replacing("\n", with: " ") }
    }
}

extension MappingPreview: CustomStringConvertible {
    /// One line per column: its name and kind, its fields, how many rows have a value, and a few values.
    public var description: String {
        let parts = columns.map { column -> (String, String, String) in
            let kind = column.name == column.kind.rawValue ? column.name : "\(column.name) (\(column.kind.rawValue))"
            var evidence = "a value in \(column.rowsWithValue) of \(rows) rows"
            if column.distinct > 0 { evidence += ", \(column.distinct) distinct" }
            if !column.examples.isEmpty { evidence += ": " + column.examples.joined(separator: " | ") }
            return (column.fields.isEmpty ? "-" : column.fields.joined(separator: ", "), kind, evidence)
        }
        let widths = (min(40, parts.map(\.0.count).max() ?? 0), parts.map(\.1.count).max() ?? 0)
        var lines = parts.map { fields, column, evidence in
            let gap = String(repeating: " ", count: max(0, widths.0 - fields.count))
            let secondGap = String(repeating: " ", count: widths.1 - column.count)
            return "\(fields)\(gap)  \(column)\(secondGap)  \(evidence)"
        }
        for (reason, count) in rejects.sorted(by: { $0.key < $1.key }) {
            lines.append("\(count) of these rows would be rejected: \(reason)")
        }
        if let problem { lines.append(problem) }
        return lines.joined(separator: "\n")
    }
}
