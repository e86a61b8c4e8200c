import Readers

/// All records of a file of replies or rows, read into memory.
struct FileRecords {
    let records: [RecordFields]
    let rejects: [Reject]

    /// - Throws: `EvaluationError` if there is no record or none can be read; `ReadError`.
    init(path: String, options: ReaderOptions = ReaderOptions()) throws {
        var records: [RecordFields] = []
        let reader: RecordFieldsReader
        do {
            reader = try RecordFieldsReader(path: path, options: options)
            while let batch = try reader.next() { records += batch }
        } catch ReadError.noHeader {
            throw EvaluationError.noRecords(file: path)
        }
        if records.isEmpty {
            guard let first = reader.rejects.first else { throw EvaluationError.noRecords(file: path) }
            throw EvaluationError.nothingReadable(file: path, rejects: reader.rejects.count, first: "\(first)")
        }
        self.records = records
        rejects = reader.rejects
    }

    /// The names of the fields, in the order in which they first occur.
    var fieldNames: [String] {
        var names = FirstValues()
        for record in records { for field in record.fields { names.add(field.name) } }
        return names.values
    }
}

/// Distinct values in the order in which they first occur; few are kept, for a message.
struct FirstValues {
    private(set) var values: [String] = []
    private var seen: Set<String> = []

    mutating func add(_ value: String) {
        if seen.count < 100, seen.insert(value).inserted { values.append(value) }
    }
}

extension String {
    /// Without white space of Unicode at both ends.
    var trimmingBlanks: String {
        guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(unicodeScalars[first...last])
    }
}
