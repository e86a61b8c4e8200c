import Readers

/// The values of one field in some records, in numbers: what a guess of its column is made from.
struct FieldSample: Sendable, Equatable {
    var path: FieldPath
    /// The key of the texts among the parts that some records have in place of a string; nil elsewhere.
    var partName: String?
    /// Whether the file has the field as a list, even of one value.
    var isList = false
    /// Rows looked at.
    var rows = 0
    /// Rows with a value that is not empty.
    var rowsWithValue = 0
    /// Rows with several values.
    var rowsWithSeveral = 0
    /// Values that are not empty.
    var values = 0
    /// Different values, among the first ``repeatLimit`` of each file.
    var distinct: Int { seen.count }
    /// Values among which `distinct` was counted.
    var comparedValues = 0
    var byteCount = 0
    var longest = 0
    /// Values that are numbers and can be kept as such, and of them those that are integers.
    var numbers = 0
    var integers = 0
    /// Integers that no double holds exactly: they are lost beside fractions.
    var integersBeyondDoubles = 0
    /// Words that stand for "no value" among numbers, such as `NA`.
    var missingWords = 0
    /// Values that would be numbers with a comma before the fraction, such as `3,5`.
    var decimalCommas = 0
    var booleans = 0
    /// Objects, and arrays that hold more than strings and numbers.
    var structures = 0
    var examples: [String] = []
    /// Hashes of the different values.
    private var seen: Set<Int> = []

    init(path: FieldPath, isList: Bool = false) {
        self.path = path
        self.isList = isList
    }

    var meanLength: Double { values == 0 ? 0 : Double(byteCount) / Double(values) }

    /// How many rows of a file are looked at before it is loaded.
    static let rowLimit = 1_000
    /// Values of a file that are compared with each other.
    static let repeatLimit = 1_000
    /// Different values of all files that are kept in mind.
    private static let mostDistinct = 100_000
    private static let exampleCount = 3

    /// Samples the fields of a file.
    ///
    /// - Returns: the samples, and how many records of the file they come from.
    /// - Throws: `ReadError`.
    static func samples(of fields: FileFields) throws -> (samples: [FieldSample], records: Int64) {
        let described = try fields.description().fields
        var options = fields.file.reading.applied(to: ReaderOptions())
        options.batchRows = rowLimit
        let projection = Projection(fields: described.map(\.path))
        let reader = try RecordReader(source: fields.open(), options: options, projection: projection)
        var samples = described.map { FieldSample(path: $0.path, isList: $0.isList) }
        guard let batch = try reader.nextBatch() else { return (samples, 0) }
        for index in samples.indices { samples[index].add(batch.columns[index], from: 0) }
        return (samples, batch.position.records)
    }

    /// Adds the rows of a column from row `first` on.
    ///
    /// - Complexity: O(bytes).
    mutating func add(_ column: FieldColumn, from first: Int) {
        guard first < column.rowCount else { return }
        rows += column.rowCount - first
        column.withReader { reader in
            for row in first..<column.rowCount {
                var present = 0
                for value in reader.values(ofRow: row) {
                    let bytes = reader.bytes(of: value)
                    guard !GuessedNumber.isBlank(bytes) else { continue }
                    present += 1
                    add(bytes, column.kind(of: value))
                }
                if present > 0 { rowsWithValue += 1 }
                if present > 1 { rowsWithSeveral += 1 }
            }
        }
    }

    private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: ValueKind) {
        values += 1
        byteCount += bytes.count
        longest = max(longest, bytes.count)
        if comparedValues < Self.repeatLimit {
            comparedValues += 1
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
            if seen.insert(hasher.finalize()).inserted, examples.count < Self.exampleCount {
                examples.append(String(decoding: bytes, as: UTF8.self).cut(atBytes: 60))
            }
        }
        switch kind {
        case .boolean: booleans += 1
        case .json:
            let text = String(decoding: bytes, as: UTF8.self)
            if text.first == "{" || BracketedList.elements(of: text) == nil { structures += 1 }
        case .string, .number:
            switch GuessedNumber(bytes) {
            case .integer(let integer):
                numbers += 1
                integers += 1
                if Double(exactly: integer) == nil { integersBeyondDoubles += 1 }
            case .real: numbers += 1
            case .missing: missingWords += 1
            case .text: if GuessedNumber.hasDecimalComma(bytes) { decimalCommas += 1 }
            }
        }
    }

    /// Adds the sample of the field from another file.
    ///
    /// - Parameter comparedBefore: those of the compared values that are in this sample already.
    mutating func merge(_ other: FieldSample, comparedBefore: Int = 0) {
        isList = isList || other.isList
        rows += other.rows
        rowsWithValue += other.rowsWithValue
        rowsWithSeveral += other.rowsWithSeveral
        values += other.values
        if seen.count < Self.mostDistinct {
            seen.formUnion(other.seen)
            comparedValues += other.comparedValues - comparedBefore
        }
        byteCount += other.byteCount
        longest = max(longest, other.longest)
        numbers += other.numbers
        integers += other.integers
        integersBeyondDoubles += other.integersBeyondDoubles
        missingWords += other.missingWords
        decimalCommas += other.decimalCommas
        booleans += other.booleans
        structures += other.structures
        for example in other.examples where examples.count < Self.exampleCount && !examples.contains(example) {
            examples.append(example)
        }
    }
}
