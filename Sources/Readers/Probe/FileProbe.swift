/// Looks at the first records of a file.
public enum FileProbe {
    /// Fields beyond this number are not described, so that objects used as maps do not exhaust memory.
    public static let maximumFields = FieldTally.maximumFields
    public static let exampleCount = FieldTally.exampleCount
    public static let exampleBytes = FieldTally.exampleBytes

    /// Describes the file at `path` by up to `records` of its records. Throws ``ReadError``; if the input breaks off
    /// after some records, these are described.
    public static func describe(
        path: String, options: ReaderOptions = ReaderOptions(), records: Int = 1_000
    ) throws -> FileDescription {
        try describe(source: FileSource(path: path), options: options, records: records)
    }

    /// Describes what `source` holds. Throws ``ReadError``.
    public static func describe(
        source: any ByteSource, options: ReaderOptions = ReaderOptions(), records: Int = 1_000
    ) throws -> FileDescription {
        let input = try OpenedInput(source, options: options)
        var description = FileDescription(
            format: input.format, compression: input.compression, hasByteOrderMark: input.hasByteOrderMark, csv: nil,
            fields: [], hasMoreFields: false, recordsRead: 0, rejects: [], isComplete: false)
        if let columnar = input.columnar {
            try columnar.describe(records: records, in: &description)
        } else if input.format == .csv {
            try CSVProbe.describe(input, records: records, in: &description)
        } else {
            describeJSON(input, records: records, in: &description)
        }
        if description.recordsRead == 0, let failure = input.window.failure { throw failure }
        return description
    }

    private static func describeJSON(_ input: OpenedInput, records: Int, in description: inout FileDescription) {
        let framing = JSONBatchReader.framing(of: input, readsRest: false)
        let parser = JSONParser()
        var survey = TapeSurvey()
        while description.recordsRead < records {
            switch framing.next(in: input.window, parser) {
            case .end:
                description.isComplete = input.window.failure == nil && input.window.isAtEnd
                description.fields = survey.tally.fields
                description.hasMoreFields = survey.tally.hasMoreFields
                return
            case .record(let length):
                description.recordsRead += 1
                survey.add(parser.tape, in: input.window.text, record: description.recordsRead)
                input.window.advance(length)
            case .reject(let frame):
                description.recordsRead += 1
                description.rejects.append(frame.reject(recordNumber: Int64(description.recordsRead), column: nil))
            }
        }
        description.fields = survey.tally.fields
        description.hasMoreFields = survey.tally.hasMoreFields
    }
}
