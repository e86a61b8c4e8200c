import SQLite
import TestSupport
import Testing
import Warehouse

@Suite struct MatchTests {
    private static let texts = [
        "Harvest festival in the village", "the festivals of harvest", "HARVEST!", "harvest-festival", "don't", "",
        "节日的由来", "节 日", "Масленицы и блины", "my x1", "nul\0harvest", nil,
    ]

    private func store() throws -> Store {
        let samples = Self.texts.enumerated().map { index, text in
            TestSample(source: "Crawl", text: text, row: Int64(index + 1))
        }
        return try TestCorpus.write(samples, to: temporaryPath())
    }

    @Test(arguments: [false, true]) func allWordsOccur(isIndexed: Bool) throws {
        let store = try store()
        if isIndexed { try store.indexText() }
        for (pattern, ids) in [
            ("harvest", [1, 2, 3, 4]), ("festival harvest", [1, 4]), ("festival* harvest", [1, 2, 4]), ("fest", []),
            ("fest*", [1, 2, 4]), ("HARVEST, festival?", [1, 4]), ("don't", [5]), ("t don", [5]), ("节日", [7]),
            ("节", [7, 8]), ("日 节", [7, 8]), ("节日的由", [7]), ("由来 节日", [7]), ("Масленицы", [9]), ("Масл*", [9]),
            ("масленицы", []), ("x1", [10]), ("x", []), ("", []), ("?!", []), ("*", []), ("village HARVEST in", [1]),
        ] as [(String, [Int64])] {
            let expected = ids.map { [SQLValue.integer($0)] }
            let sql = "select id from samples where text match ?"
            #expect(try store.connection.rows(sql, .text(pattern)) == expected, "\(pattern)")
            #expect(
                try store.connection.value("select coalesce(sum(n), 0) from samples where text match ?", .text(pattern))
                    == .integer(Int64(ids.count)), "\(pattern)")
            // Where no scan decides it, the function does.
            #expect(
                try store.connection.rows("select id from samples where (text match ?) is true", .text(pattern))
                    == expected,
                "\(pattern)")
            #expect(
                try store.connection.value("select count(*) from samples where not text match ?", .text(pattern))
                    == .integer(Int64(Self.texts.count - 1 - ids.count)), "\(pattern)")
        }
        #expect(try store.connection.rows("select id from samples where text match null").isEmpty)
        #expect(try store.connection.value("select sum(n) from samples where source match 'crawl'") == 12)
    }
}
