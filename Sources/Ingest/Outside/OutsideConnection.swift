import Digests
import Facts
import Foundation
import Readers
import SQLite
import Warehouse

/// Attaches a table that lies outside to a store.
///
/// The distinct values of each field of tags become the rows of a file, one value in each. The profile loads this file
/// like any other: it splits, strips, translates and resolves the values. Then the outside table replaces the rows of
/// the file.
public struct OutsideConnection {
    /// What became of it.
    public struct Outcome: Sendable {
        public var table: String
        public var rowCount: Int64
        /// Each column of tags, with the distinct values of its field.
        public var columns: [(name: String, field: String?, valueCount: Int?)]
        /// Fields of the outside table that became no column.
        public var unusedFields: [String]
        public var cubes: [CubeTable]
    }

    private let store: Store
    private let location: EngineLocation
    private let options: IngestOptions
    private let cubes: [CubeRequest]

    /// - Parameter cubes: what the engine writes once, so that questions on these columns need not read the rows.
    public init(store: Store, location: EngineLocation, options: IngestOptions, cubes: [CubeRequest] = []) {
        self.store = store
        self.location = location
        self.options = options
        self.cubes = cubes
    }

    /// The limit of distinct values of a field: beyond it a field is a text.
    static let maximumValueCount = 4 << 20
    /// Rows by which a mapping is found if no profile is given.
    private static let sampleRowCount: Int64 = 1_000

    /// Reads the fields, learns their values, and records the table.
    ///
    /// - Throws: `EngineError`, `OutsideMappingError`, `IngestError`, `ProfileError`, `StoreError`, `SQLError`. If it
    ///   throws, an attachment from before is as it was.
    public func attach() throws -> Outcome {
        let engine = try store.outsideEngine(of: location)
        let known = try engine.fields()
        let folder = try LessonFolder()
        defer { folder.remove() }
        let mapping = try self.mapping(known, engine, folder)
        let snapshot = try engine.snapshot()
        let rowCount = try engine.groups(GroupQuery([])).rowCount
        let lessons = try self.lessons(mapping, engine)
        let path = try folder.write(lessons, named: name)
        let written = try writtenCubes(mapping, engine, snapshot)

        var options = options
        options.prepared = mapping.profile
        options.profile = nil
        let replaced = try store.outsideRecords(of: mapping.tableName)
        try store.detachOutside(mapping.tableName)
        do {
            try refuseStoredRows(mapping.tableName)
            let result = try Ingestion(store: store, options: options).run([path])
            for file in result.files {
                if case .failed(let reason) = file.outcome { throw OutsideLessonError.notLoaded(reason: reason) }
            }
            try store.attach(
                OutsideTable(
                    name: mapping.tableName, location: location, snapshot: snapshot, rowCount: rowCount,
                    fields: mapping.fields, options: try keptOptions(mapping, written)),
                taughtBy: path, lessons)
        } catch {
            try? store.removeLessons(path)
            try? store.restoreOutside(replaced)
            throw error
        }
        let counts = Dictionary(grouping: lessons, by: \.field).mapValues(\.count)
        let used = Set(mapping.fields.compactMap { $0.field?.path.first })
        return Outcome(
            table: mapping.tableName, rowCount: rowCount,
            columns: mapping.fields.map { ($0.column, $0.field?.name, $0.field.flatMap { counts[$0] }) },
            unusedFields: known.filter { $0.path.count == 1 && !used.contains($0.path[0]) }.map { $0.path[0] },
            cubes: written)
    }

    /// Lets the engine write the cubes. A cube has a stamp of the table's state and of the cube's fields.
    private func writtenCubes(
        _ mapping: OutsideMapping, _ engine: any FactEngine, _ snapshot: String
    ) throws -> [CubeTable] {
        guard !cubes.isEmpty else { return [] }
        guard let engine = engine as? any CubeEngine else { throw CubeRequestError.noWriter(engine: engine.name) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let planned = try cubes.map { request in
            let fields = try request.fields(mapping.fields, texts: mapping.textNames)
            let state = Data("\(location.table)\n\(snapshot)\n".utf8) + (try encoder.encode(fields))
            return CubeTable(name: request.name, fields: fields, stamp: ContentHash.of(Array(state)))
        }
        let written = try planned.map { cube in
            var cube = cube
            cube.cellCount = try engine.write(cube)
            return cube
        }
        guard try engine.snapshot() == snapshot else { throw EngineError.changed(table: location.table) }
        return written
    }

    /// A profile that was recognised is kept like one that was named.
    private func keptOptions(_ mapping: OutsideMapping, _ written: [CubeTable]) throws -> [String: String] {
        var kept = options.outsideOptions
        if !written.isEmpty {
            kept[CubeRequest.option] = cubes.map(\.text).joined(separator: "\n")
            kept[CubeTable.option] = String(decoding: try JSONEncoder().encode(written), as: UTF8.self)
        }
        if kept["profile"] == nil, mapping.isOfShippedProfile { kept["profile"] = mapping.profile.name }
        return kept
    }

    /// The name of the data set and of the lesson file: the last part of the table's.
    private var name: String {
        let parts = location.table.split(whereSeparator: { "/.*,".contains($0) }).map(String.init)
        return parts.last { $0 != "parquet" } ?? "table"
    }

    private func refuseStoredRows(_ table: String) throws {
        guard store.factTables.contains(where: { $0.name == table }) else { return }
        let rows = try store.connection.value("select count(*) from \(SQLName.quoted(table))").integer ?? 0
        guard rows == 0 else { throw OutsideLessonError.tableHasRows(table, rows) }
    }

    private func mapping(
        _ known: [OutsideFieldDescription], _ engine: any FactEngine, _ folder: LessonFolder
    ) throws -> OutsideMapping {
        guard let name = options.profile else {
            let plan = try IngestPlan(
                InputFile.files(for: [folder.write(sample(known, engine), named: self.name)]), options: options,
                stored: StoredColumns(of: store))
            guard let file = plan.files.first else {
                throw OutsideMappingError.noInput(profile: "", table: location.table)
            }
            if let failure = file.failure { throw failure }
            var profile =
                plan.profiles.first ?? Profile(name: options.dataset ?? self.name, title: self.name, inputs: [])
            profile.missing = file.missing
            var mapping = try OutsideMapping(profile, input: file.input, known: known)
            mapping.isOfShippedProfile = !plan.profiles.isEmpty
            return mapping
        }
        let profile = try ProfileLoader.load(name)
        var inputs = profile.inputs.filter { $0.files.matches(location.table) }
        if inputs.count != 1 {
            inputs = profile.inputs.count == 1 ? profile.inputs : inputs.filter { fits($0, known, profile) }
        }
        guard var input = inputs.first else {
            throw OutsideMappingError.noInput(profile: profile.name, table: location.table)
        }
        input.files = []
        input.take(options.givenColumns)
        return try OutsideMapping(profile, input: input, known: known)
    }

    private func fits(_ input: ProfileInput, _ known: [OutsideFieldDescription], _ profile: Profile) -> Bool {
        (try? OutsideMapping(profile, input: input, known: known)) != nil
    }

    /// Rows of the table as JSON lines, by which a mapping is found.
    private func sample(_ known: [OutsideFieldDescription], _ engine: any FactEngine) throws -> [String] {
        let fields = known.filter { $0.path.count == 1 && $0.kind != .other }
        let count = min(Self.sampleRowCount, try engine.groups(GroupQuery([])).rowCount)
        let asked = fields.map { field in
            let form: OutsideField.Form =
                switch field.kind {
                case .integer: .integer
                case .real, .decimal: .real
                case .single: .single
                default: field.tagForm
                }
            return OutsideField(path: field.path, form: form)
        }
        let rows = try engine.rows(RowQuery(asked, rows: 0..<count))
        return try (0..<rows.rowCount).map { row in
            let members = try zip(asked, rows.columns).compactMap { field, column -> String? in
                try LessonLine.value(column, row, field.form).map { "\(try LessonLine.quoted(field.path[0])):\($0)" }
            }
            return "{\(members.joined(separator: ","))}"
        }
    }

    private func lessons(_ mapping: OutsideMapping, _ engine: any FactEngine) throws -> [OutsideTable.Lesson] {
        try mapping.learnedFields.flatMap { field in
            let groups = try engine.groups(GroupQuery([field]))
            guard groups.counts.count <= Self.maximumValueCount else {
                throw EngineError.tooManyGroups(table: location.table, limit: Self.maximumValueCount)
            }
            let raws = (0..<groups.counts.count).compactMap { groups.table.columns[0].text($0) }
            // The order of the engine is not defined, and codes should not depend on it.
            return raws.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                .map { OutsideTable.Lesson(field: field, raw: $0) }
        }
    }
}
