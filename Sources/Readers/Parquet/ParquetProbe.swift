import Parquet

/// Describes the first rows of a Parquet file.
enum ParquetProbe {
    static func describe(_ file: ParquetFile, records: Int, in description: inout FileDescription) throws(ReadError) {
        description.rowCount = file.rowCount
        var survey = TapeSurvey(firstFields: file.schema.fields.flatMap { paths(of: $0, in: []) })
        do {
            description.parquet = try describe(file)
            try survey.add(file, records: records, in: &description)
        } catch let error as ParquetError {
            throw .parquet(error)
        } catch {
            throw .needsFile(file.source.name)
        }
        description.isComplete = Int64(description.recordsRead) == file.rowCount
        description.fields = survey.tally.fields
        description.hasMoreFields = survey.tally.hasMoreFields
    }

    /// The paths of the leaves of a field, as those of the same field in JSON.
    static func paths(of field: SchemaField, in parent: [FieldPath.Step]) -> [FieldPath] {
        paths(below: field, parent + [.key(field.name)])
    }

    private static func paths(below field: SchemaField, _ steps: [FieldPath.Step]) -> [FieldPath] {
        switch field.content {
        case .leaf, .map: [FieldPath(origin: .row, steps: steps)]
        case .structure(let fields): fields.flatMap { paths(of: $0, in: steps) }
        case .list(let element, _, _):
            if case .structure = element.content {
                paths(below: element, steps + [.elements])
            } else {
                [FieldPath(origin: .row, steps: steps)]
            }
        }
    }
}

extension TapeSurvey {
    /// Adds the first rows of a file.
    fileprivate mutating func add(_ file: ParquetFile, records: Int, in description: inout FileDescription) throws {
        let parser = JSONParser()
        for rowGroup in file.rowGroups.indices where description.recordsRead < records {
            let wanted = min(file.rowGroups[rowGroup].rowCount, Int64(records - description.recordsRead))
            let rows = try file.rows(rowGroup: rowGroup, rows: RowRanges([0..<wanted]))
            var text = ColumnarRecordText(fields: rows.fields, schema: file.schema)
            while let row = try rows.next() {
                description.recordsRead += 1
                text.write(row)
                text.bytes.withUnsafeBufferPointer { bytes in
                    guard let base = bytes.baseAddress,
                        case .complete = parser.parseWhole(base, count: bytes.count)
                    else { return }
                    add(parser.tape, in: base, record: description.recordsRead)
                }
            }
        }
    }
}
