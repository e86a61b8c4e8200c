import Parquet

/// A projection prepared for one columnar file, whose schema is one of Parquet: which columns are read, and how.
///
/// A field that is a leaf, or a list of leaves, comes straight from its column chunk. Any other field, and all fields
/// where rows are not records, come from rows written as JSON. A field that the file does not have has no values.
struct ColumnarProjection {
    enum Source: Equatable {
        case leaf(Int)
        case absent
        /// The number of the field among those that come from JSON.
        case record(Int)
    }

    /// One per field of the projection.
    let sources: [Source]
    /// What is read from the rows written as JSON; nil if nothing is.
    let records: Projection?
    /// The leaves that those rows need.
    let recordLeaves: Set<Int>

    /// - Parameter usesRecords: reads all fields from JSON, with the same result but slower.
    init(_ projection: Projection, schema: Schema, usesRecords: Bool = false) {
        var sources: [Source] = []
        var fields: [FieldPath] = []
        for field in projection.fields {
            let source = projection.rows == .record && !usesRecords ? Self.column(field, in: schema) : nil
            if source == nil { fields.append(field) }
            sources.append(source ?? .record(fields.count - 1))
        }
        self.sources = sources
        records =
            fields.isEmpty && projection.rows == .record ? nil : Projection(rows: projection.rows, fields: fields)
        recordLeaves = records.map { Self.leaves(of: $0, in: schema) } ?? []
    }

    /// All leaves that are read.
    var leaves: Set<Int> {
        recordLeaves.union(sources.compactMap { if case .leaf(let leaf) = $0 { leaf } else { nil } })
    }

    /// The column that gives the values of a field, if one alone does.
    private static func column(_ path: FieldPath, in schema: Schema) -> Source? {
        guard path.origin == .row || path.origin == .record, case .key(let key) = path.steps.first else { return nil }
        guard var field = schema.fields.first(where: { $0.name == key }) else { return .absent }
        for step in path.steps.dropFirst() {
            switch (step, field.content) {
            case (.key(let key), .structure(let fields)):
                guard let next = fields.first(where: { $0.name == key }) else { return .absent }
                field = next
            case (.elements, .list(let element, _, _)): field = element
            // A value that is not a list counts as its own single element.
            case (.elements, .structure), (.elements, .leaf): continue
            default: return nil
            }
        }
        if case .list(let element, _, _) = field.content { field = element }
        guard case .leaf(let leaf) = field.content, schema.leaves[leaf].logicalType != .json else { return nil }
        return .leaf(leaf)
    }

    /// The leaves below the top-level fields that a projection's paths begin with; all where a path begins with the
    /// record.
    private static func leaves(of projection: Projection, in schema: Schema) -> Set<Int> {
        var names: Set<String> = []
        func add(_ path: FieldPath) -> Bool {
            guard case .key(let key) = path.steps.first else { return false }
            names.insert(key)
            return true
        }
        var isWithinExpansion = true
        switch projection.rows {
        case .record: isWithinExpansion = false
        case .columns(let columns): names = Set(columns)
        case .elements(let path), .entries(let path), .tree(let path, _):
            guard add(path) else { return Set(schema.leaves.map(\.index)) }
        }
        for path in projection.fields {
            switch path.origin {
            case .id, .key, .index, .depth: continue
            case .value, .row, .element:
                if isWithinExpansion, path.origin == .value || projection.rows.hasOwnRows { continue }
                if !add(path) { return Set(schema.leaves.map(\.index)) }
            case .record: if !add(path) { return Set(schema.leaves.map(\.index)) }
            }
        }
        return Set(schema.fields.filter { names.contains($0.name) }.flatMap(\.leaves))
    }
}

extension RowExpansion {
    /// Whether a row has an object that is not the record.
    fileprivate var hasOwnRows: Bool {
        switch self {
        case .record, .columns: false
        case .elements, .entries, .tree: true
        }
    }
}
