import Ingest
import Readers

extension FileSchema {
    /// Looks at the first records of a file.
    init(_ planned: PlannedFile) {
        let file = planned.file
        self.init(path: file.path, format: planned.format?.rawValue ?? "", compression: "none", bytes: file.byteCount)
        if file.isStream {
            error = "\(file.path) can be read once only: save it to a file first"
            return
        }
        do {
            let description = try FileProbe.describe(path: file.fullPath, options: planned.input.options)
            add(description)
            mapping = Mapping(planned, fields: Set(description.fields.compactMap(\.path.steps.first)))
        } catch {
            self.error = "\(planned.failure ?? error)"
        }
    }

    private init(path: String, format: String, compression: String, bytes: Int64?) {
        self.path = path
        self.format = format
        self.compression = compression
        self.bytes = bytes
    }

    private mutating func add(_ description: Readers.FileDescription) {
        format = description.format.rawValue
        compression = description.compression.rawValue
        recordsRead = description.recordsRead
        rejects = description.rejects.count
        rows = description.rowCount ?? (description.isComplete ? Int64(description.recordsRead) : nil)
        fields = description.fields.map(Field.init)
        createdBy = description.parquet?.createdBy
        rowGroups = description.parquet?.rowGroups
        columns = description.parquet?.columns.map(Column.init)
    }
}

extension FileSchema.Column {
    fileprivate init(_ column: ParquetColumnDescription) {
        self.init(
            path: column.path, type: column.type, optional: column.isOptional, codecs: column.codecs,
            encodings: column.encodings, compressedBytes: column.compressedBytes,
            uncompressedBytes: column.uncompressedBytes, values: column.valueCount, nulls: column.nullCount,
            distinct: column.distinctCount, distinctIsLeast: column.isDistinctCountLeast)
    }
}

extension FileSchema.Field {
    fileprivate init(_ field: FieldDescription) {
        let types = field.kinds.map { ("\($0.key)", $0.value) }
        self.init(
            path: field.path.description, types: Dictionary(types) { $0 + $1 }, records: field.records,
            nulls: field.nulls, isList: field.isList, examples: field.examples)
    }
}

extension FileSchema.Mapping {
    /// - Parameter fields: the first steps of the paths that the file has.
    fileprivate init(_ planned: PlannedFile, fields: Set<FieldPath.Step>) {
        profile = planned.profile
        dataset = planned.dataset
        if let proposal = planned.proposal {
            columns = proposal.fields.map { field in
                FileSchema.MappedField(
                    field: field.path.description, column: field.column, kind: field.use, evidence: field.evidence)
            }
        } else {
            columns = planned.input.columns.map { rule in
                // Those of the alternatives that the file has, if it has any.
                let present = rule.fieldPaths.filter { $0.steps.first.map(fields.contains) ?? true }
                let shown = present.isEmpty ? rule.fieldPaths : present
                return FileSchema.MappedField(
                    field: shown.map(\.description).joined(separator: ", "), column: rule.name,
                    kind: MappedColumn(rule).kind.rawValue, evidence: nil)
            }
        }
    }
}
