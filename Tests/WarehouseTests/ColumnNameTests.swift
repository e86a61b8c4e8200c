import Columns
import Foundation
import LocalFacts
import Testing
import Warehouse

@Suite struct ColumnNameTests {
    private let store: Store

    init() throws { store = try Store.create(at: temporaryPath()) }

    @Test func namesThatSQLWouldHaveToQuoteAreRefused() throws {
        let writer = try TestCorpus.load(into: store).begin(TestCorpus.description("a"))
        for name in ["", "1a", "a b", "a-b", "_a", "a\"b", "a;b", "a.b", "é.", "\0", "a\0", "a\n", "$a"] {
            #expect(throws: StoreError.invalidName(name)) { try writer.column(NewColumn(name: name, kind: .tag)) }
            #expect(throws: StoreError.invalidName(name)) {
                try writer.column(NewColumn(name: "fine", kind: .tags, valueName: name))
            }
        }
    }

    /// Regression: ID was taken beside id, and no statement over samples could be prepared any more.
    @Test func namesThatTheRelationsUseAreRefused() throws {
        let writer = try TestCorpus.load(into: store).begin(TestCorpus.description("a"))
        let reserved = [
            "id", "n", "w", "mentions", "file", "cultural", "country", "samples", "regions", "tokens_sum", "x_sum",
        ]
        for name in reserved.flatMap({ [$0, $0.uppercased(), $0.capitalized] }) {
            for kind in ColumnKind.allCases {
                #expect(throws: StoreError.reservedName(name)) { try writer.column(NewColumn(name: name, kind: kind)) }
            }
            #expect(throws: StoreError.reservedName(name)) {
                try writer.column(NewColumn(name: "fine", kind: .tags, valueName: name))
            }
        }
    }

    /// Regression: a list with the name of a table of the store could not be queried, and one with the name of a
    /// function replaced the function.
    @Test func aListIsNotNamedAsATable() throws {
        let writer = try TestCorpus.load(into: store).begin(TestCorpus.description("a"))
        for name in ["load", "segment", "Skipped", "reject", "area", "dictionary", "json_each", "pragma_x", "fts5"] {
            #expect(throws: StoreError.reservedName(name)) {
                try writer.column(NewColumn(name: name, kind: .tags, valueName: "x"))
            }
            _ = try writer.column(NewColumn(name: name, kind: .tag))
            try store.refresh()
            #expect(try store.connection.rows("select \"\(name)\", n from samples").isEmpty)
        }
    }

    /// Regression: a file's own column `row` or `dataset` was written beside the store's, and shifted its rows.
    @Test func theColumnsThatTheWriterFillsAreNotTheFiles() throws {
        let writer = try TestCorpus.load(into: store).begin(TestCorpus.description("a"))
        #expect(throws: StoreError.reservedName("row")) { try writer.column(NewColumn(name: "row", kind: .integer)) }
        #expect(throws: StoreError.reservedName("Dataset")) {
            try writer.column(NewColumn(name: "Dataset", kind: .tag))
        }
        #expect(throws: StoreError.reservedName("x")) {
            try writer.column(NewColumn(name: "x", kind: .tag, role: .dataset))
        }
    }

    /// Regression: `Format` and `format` are one name to SQL, and the relation could not be declared.
    @Test func namesThatDifferInCaseAreOneColumn() throws {
        try TestCorpus.add("Format", ["a", "b"], to: store)
        try TestCorpus.add("format", ["b", nil], file: "b", to: store)
        #expect(try store.connection.rows("select format from samples order by id") == [["a"], ["b"], ["b"], [nil]])
        #expect(
            try store.connection.rows("select FORMAT, sum(n) from samples group by 1") == [
                [nil, 1], ["a", 1], ["b", 2],
            ])
    }

    @Test func namesOfOtherScriptsAreColumns() throws {
        try TestCorpus.add("größe", ["a"], to: store)
        try TestCorpus.add("言語", ["b"], file: "b", to: store)
        #expect(try store.connection.rows("select größe, 言語 from samples order by id") == [["a", nil], [nil, "b"]])
    }

    @Test func aListsValueMayHideTheSamplesColumnOfItsName() throws {
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("a"))
        let column = try writer.column(NewColumn(name: "sources", kind: .tags, valueName: "Source"))
        let values = try writer.codes(["x", "y"], in: column)
        try writer.append(
            SampleBatch(
                rowCount: 1, recordNumbers: [1], recordsRead: 1,
                columns: [(column, .lists(lengths: [2], codes: values))]))
        try writer.finish(contentHash: nil)
        try load.finish()
        #expect(try store.connection.rows("select source, w from sources order by 1") == [["x", 0.5], ["y", 0.5]])
    }

    @Test func aColumnKeepsItsKind() throws {
        try TestCorpus.add("format", ["a"], to: store)
        let writer = try TestCorpus.load(into: store).begin(TestCorpus.description("b"))
        for kind in ColumnKind.allCases where kind != .tag {
            #expect(throws: StoreError.kindConflict(column: "format", stored: .tag, given: kind)) {
                try writer.column(NewColumn(name: "format", kind: kind))
            }
        }
        #expect(throws: StoreError.kindConflict(column: "places", stored: .tags, given: .tag)) {
            try writer.column(NewColumn(name: "anything", kind: .tag, role: .places))
        }
        #expect(try writer.column(NewColumn(name: "anything", kind: .tag, role: .source)).name == "source")
    }
}
