import Readers

/// The values of one field in the first records of a file, in numbers.
struct FieldSample: Sendable, Equatable {
    var path: FieldPath
    /// Whether the file has the field as a list, be it of one value.
    var isList = false
    /// Rows looked at.
    var rows = 0
    /// Rows with a value that is not empty.
    var rowsWithValue = 0
    /// Rows with several values.
    var rowsWithSeveral = 0
    /// Values that are not empty.
    var values = 0
    var distinct = 0
    var byteCount = 0
    var longest = 0
    /// Values that are numbers, and of them those that are integers.
    var numbers = 0
    var integers = 0
    var booleans = 0
    /// Objects, and arrays that hold more than strings and numbers.
    var structures = 0
    var examples: [String] = []

    var meanLength: Double { values == 0 ? 0 : Double(byteCount) / Double(values) }

    /// How many rows of a file are looked at.
    static let rowLimit = 1_000

    /// Samples the fields of a file.
    ///
    /// - Throws: `ReadError`.
    static func samples(of fields: FileFields) throws -> [FieldSample] {
        let described = try fields.description().fields
        var options = fields.file.reading.applied(to: ReaderOptions())
        options.batchRows = rowLimit
        let projection = Projection(fields: described.map(\.path))
        let reader = try RecordReader(source: fields.open(), options: options, projection: projection)
        var samples = described.map { FieldSample(path: $0.path, isList: $0.isList) }
        guard let batch = try reader.nextBatch() else { return samples }
        for index in samples.indices { samples[index].add(batch.columns[index]) }
        return samples
    }

    private mutating func add(_ column: FieldColumn) {
        var seen: Set<String> = []
        for row in 0..<column.rowCount {
            rows += 1
            var present = 0
            for value in column.values(ofRow: row) {
                let text = column.string(at: value)
                guard !text.trimmingBlanks.isEmpty else { continue }
                present += 1
                add(text, column.kind(of: value))
                if seen.insert(text).inserted, examples.count < 3 { examples.append(text.cut(atBytes: 60)) }
            }
            if present > 0 { rowsWithValue += 1 }
            if present > 1 { rowsWithSeveral += 1 }
        }
        distinct = seen.count
    }

    private mutating func add(_ text: String, _ kind: ValueKind) {
        values += 1
        byteCount += text.utf8.count
        longest = max(longest, text.utf8.count)
        switch kind {
        case .boolean: booleans += 1
        case .json: if text.first == "{" || BracketedList.elements(of: text) == nil { structures += 1 }
        case .string, .number:
            // As a number, the code 002 would be 2.
            if !Self.hasLeadingZero(text), case .success(let number) = NumberNotation().parse(text) {
                numbers += 1
                if case .integer = number { integers += 1 }
            }
        }
    }

    private static func hasLeadingZero(_ text: String) -> Bool {
        let digits = text.trimmingBlanks.utf8.prefix(2)
        return digits.count == 2 && digits.first == UInt8(ascii: "0") && digits.last.map(isDigit) == true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
