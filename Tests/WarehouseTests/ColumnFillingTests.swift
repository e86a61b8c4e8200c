import LocalFacts
import Testing
import Warehouse

/// Columns of stored samples that get values after their load.
@Suite struct ColumnFillingTests {
    private struct Refused: Error {}

    /// Two row groups of three samples, with cultures a, b, null in each.
    private func makeStore() throws -> Store {
        let store = try Store.create(at: temporaryPath())
        for file in ["one", "two"] {
            let load = try LoadWriter(
                store: store, description: LoadDescription(profile: nil, arguments: [], version: "test"))
            let writer = try load.begin(
                FileDescription(path: file, dataset: "test", format: "test", byteCount: nil, headHash: nil))
            let culture = try writer.column(NewColumn(name: "culture", kind: .tag, role: .culture))
            let codes = try ["a", "b"].map { text in
                var text = text
                return try text.withUTF8 { try writer.intern(UnsafeRawBufferPointer($0), in: culture) }
            }
            try writer.append(
                SampleBatch(
                    rowCount: 3, recordNumbers: [1, 2, 3], recordsRead: 3, columns: [(culture, .tags(codes + [0]))]))
            try writer.finish(contentHash: nil)
            try load.finish()
        }
        return store
    }

    private func load(_ store: Store) throws -> LoadWriter {
        try LoadWriter(store: store, description: LoadDescription(profile: nil, arguments: ["fill"], version: "test"))
    }

    @Test func tagsAreReplacedAndOthersAdded() throws {
        let store = try makeStore()
        let load = try load(store)
        load.placeResolver = { _ in PlaceTarget(kind: .country, target: "PE", rule: "test") }
        let filling = try ColumnFilling(
            [
                NewColumn(name: "culture", kind: .tag, role: .culture),
                NewColumn(name: "places", kind: .tags, role: .places), NewColumn(name: "group", kind: .integer),
                NewColumn(name: "mood", kind: .tag, description: "found later"),
            ], load: load)
        var groups: [Range<Int64>] = []
        try filling.run { ids in
            groups.append(ids)
            let b = try filling.code(of: "b", in: filling.columns[0])
            let c = try filling.code(of: "c", in: filling.columns[0])
            let lima = try filling.code(of: "Lima", in: filling.columns[1])
            return [
                .tags([c, 0, b]), .lists(lengths: [0, 1, 0], codes: [lima]),
                .integers(orNull: [ids.lowerBound, nil, 7]), nil,
            ]
        }
        try load.finish()
        #expect(groups == [1..<4, 4..<7])
        #expect(
            try store.connection.rows("select culture, \"group\", mood from samples order by id") == [
                ["c", 1, nil], [nil, nil, nil], ["b", 7, nil], ["c", 4, nil], [nil, nil, nil], ["b", 7, nil],
            ])
        // Cubes, rows and the list say the same.
        #expect(
            try store.connection.rows("select culture, count(*) from samples group by 1 order by 1")
                == [[nil, 2], ["b", 2], ["c", 2]])
        #expect(try store.connection.rows("select iso2, count(*) from countries group by 1") == [["PE", 2]])
        #expect(try store.check().problems == [])
        // Another program that opens the store sees it, too.
        let again = try Store.open(at: store.path, access: .readOnly)
        #expect(try again.connection.value("select count(*) from samples where culture = 'c'") == 2)
    }

    @Test func whatCannotBeFilledChangesNothing() throws {
        let store = try makeStore()
        let before = try store.connection.rows("select id, culture from samples order by id")
        let load = try load(store)
        #expect(throws: StoreError.reservedName("row")) {
            try ColumnFilling([NewColumn(name: "row", kind: .integer)], load: load)
        }
        #expect(throws: StoreError.kindConflict(column: "culture", stored: .tag, given: .integer)) {
            try ColumnFilling([NewColumn(name: "culture", kind: .integer)], load: load)
        }
        let filling = try ColumnFilling([NewColumn(name: "culture", kind: .tag, role: .culture)], load: load)
        var calls = 0
        #expect(throws: Refused.self) {
            try filling.run { _ in
                calls += 1
                if calls == 2 { throw Refused() }
                return [nil]
            }
        }
        #expect(throws: StoreError.batchRows(column: "culture", expected: 3, found: 1)) {
            try filling.run { _ in [.tags([0])] }
        }
        #expect(throws: StoreError.kindConflict(column: "culture", stored: .tag, given: .integer)) {
            try filling.run { _ in [.integers(orNull: [1, 2, 3])] }
        }
        try load.finish()
        #expect(try store.connection.rows("select id, culture from samples order by id") == before)
        #expect(try store.check().problems == [])
    }
}
