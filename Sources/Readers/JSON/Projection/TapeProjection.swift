/// A projection prepared for records on a tape: what each column takes, and how a record becomes rows.
final class TapeProjection {
    let expansion: RowExpansion
    /// Fields relative to the row's own object.
    let rowFields: PathTrie
    /// Fields of the record, the same in all its rows.
    let recordFields: PathTrie
    /// Columns that are the same in all rows of a record, whether filled here or by the caller.
    let recordColumns: [Int]
    /// `@value` of unpivoted fields.
    let valueFields: PathTrie
    private let keyColumns: [Int]
    private let indexColumns: [Int]
    private let depthColumns: [Int]
    let idColumns: [Int]
    /// Whether records that are not objects have anything to give.
    let acceptsAnyRecord: Bool
    /// The fields that are taken or ignored, if others must be noticed; rows are then records.
    private let knownFields: Set<FieldPath>?

    /// `recordFieldsAreCells`: the fields of the record come from CSV cells and are filled by the caller.
    init(_ projection: Projection, recordFieldsAreCells: Bool = false) throws(ReadError) {
        expansion = projection.rows
        try Self.check(projection.rows)
        // Where a row is the record, `^` adds nothing, and one walk finds all.
        let rowIsRecord =
            switch projection.rows {
            case .record, .columns: true
            case .elements, .entries, .tree: false
            }
        let isUnpivot = if case .columns = projection.rows { true } else { false }
        var row: [(steps: [FieldPath.Step], column: Int)] = []
        var record = row
        var value = row
        var columnsOf: [FieldPath.Origin: [Int]] = [:]
        for (column, field) in projection.fields.enumerated() {
            columnsOf[field.origin, default: []].append(column)
            switch field.origin {
            case .row, .element: row.append((field.steps, column))
            case .record:
                if rowIsRecord { row.append((field.steps, column)) } else { record.append((field.steps, column)) }
            case .value: if isUnpivot { value.append((field.steps, column)) } else { row.append((field.steps, column)) }
            case .id, .key, .index, .depth: break
            }
        }
        knownFields = rowIsRecord ? projection.ignored.map { Set($0 + projection.fields) } : nil
        if knownFields != nil, let ignored = projection.ignored { row += ignored.map { ($0.steps, -1) } }
        idColumns = columnsOf[.id] ?? []
        keyColumns = columnsOf[.key] ?? []
        indexColumns = columnsOf[.index] ?? []
        depthColumns = columnsOf[.depth] ?? []
        acceptsAnyRecord = Self.acceptsAnyRecord(projection)
        if isUnpivot {
            // All fields of the record are the same in each of its rows.
            recordColumns = row.map(\.column) + idColumns
            recordFields = PathTrie(row)
            rowFields = PathTrie([])
        } else {
            recordColumns = rowIsRecord ? [] : record.map(\.column) + idColumns
            recordFields = PathTrie(recordFieldsAreCells ? [] : record)
            rowFields = PathTrie(row)
        }
        valueFields = PathTrie(value)
    }

    /// Fills the columns that depend on the row's position rather than its content.
    func appendPlace(key: TapeEntry?, in text: UnsafePointer<UInt8>, index: Int64, depth: Int, to builder: BatchBuilder)
    {
        if let key {
            for column in keyColumns {
                builder.columns[column].appendUnescaping(text + Int(key.start), count: Int(key.length))
            }
        }
        for column in indexColumns { builder.columns[column].append(index) }
        for column in depthColumns { builder.columns[column].append(Int64(depth)) }
    }

    func appendKey(_ name: [UInt8], to builder: BatchBuilder) { Self.append(name, to: keyColumns, of: builder) }

    func appendID(_ name: [UInt8], to builder: BatchBuilder) { Self.append(name, to: idColumns, of: builder) }

    /// Records the fields that no path covers, if they are wanted and there may be any.
    @inline(__always)
    func noteUnknownFields(of tape: JSONTape, in text: UnsafePointer<UInt8>, to builder: BatchBuilder) {
        guard rowFields.metUnknown, let knownFields else { return }
        rowFields.metUnknown = false
        var survey = TapeSurvey()
        survey.add(tape, in: text, record: 1)
        for field in survey.tally.fields where field.valueCount > field.emptyValues && !knownFields.contains(field.path)
        {
            builder.noteUnknown(field.path)
        }
    }

    private static func append(_ name: [UInt8], to columns: [Int], of builder: BatchBuilder) {
        name.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            for column in columns { builder.columns[column].append(base, count: bytes.count, kind: .string) }
        }
    }

    private static func acceptsAnyRecord(_ projection: Projection) -> Bool {
        switch projection.rows {
        case .elements(let path), .entries(let path), .tree(let path, _):
            guard case .key = path.steps.first else { return true }
            return false
        case .record, .columns:
            return projection.fields.contains { field in
                guard field.origin == .element || field.origin == .record else { return false }
                if case .key = field.steps.first { return false } else { return true }
            }
        }
    }

    private static func check(_ rows: RowExpansion) throws(ReadError) {
        switch rows {
        case .record, .columns: return
        case .elements(let path), .entries(let path), .tree(let path, _):
            guard path.origin == .row || path.origin == .record else {
                throw .cannotExpand(path: path.description, reason: "the path must start at the record")
            }
            guard !path.steps.contains(.keys) else {
                throw .cannotExpand(path: path.description, reason: "“{}” gives names, which hold nothing")
            }
            guard !path.steps.contains(.text) else {
                throw .cannotExpand(path: path.description, reason: "“@text” gives texts, which hold nothing")
            }
        }
    }
}
