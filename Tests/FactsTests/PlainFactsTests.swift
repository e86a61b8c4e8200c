import Facts
import PlainFacts
import SQLite
import TestSupport
import Testing

/// Tables of SQLite, by the engine and by hand.
@Suite struct PlainFactsTests {
    private let folder: TemporaryFolder
    private let connection: Connection

    init() throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.path("own.sqlite"), access: .create)
        try connection.execute(
            """
            create table t (name text collate nocase, places text, year, score, mixed);
            insert into t values
                ('Chad', '["a", "b"]', 2001, 1.5, 1), ('chad', '[]', 2001, 2, 'one'), ('Chad', null, null, null, null),
                (null, '["a", "b"]', 1999, -1.5, 2.5), ('Chad', '["a", "b"]', 2001, 0.5, x'00');
            create view v as select name, year from t where year is not null;
            """)
    }

    private func engine(_ table: String) throws -> PlainFacts {
        try PlainFacts(EngineLocation(engine: PlainFacts.engineName, table: table), besides: connection)
    }

    private static func field(_ name: String, _ form: OutsideField.Form = .text) -> OutsideField {
        OutsideField(path: [name], form: form)
    }

    @Test func kindsFollowFromTheValues() throws {
        let kinds = try engine("t").fields().map { "\($0.path[0]) \($0.kind)" }
        #expect(kinds == ["name text", "places list", "year integer", "score real", "mixed text"])
    }

    /// The error was SQLite's own, and did not name the file.
    @Test func aDatabaseThatIsNotThereIsNamed() throws {
        let path = folder.path("nowhere.db")
        let location = EngineLocation(engine: PlainFacts.engineName, address: path, table: "t")
        let error = #expect(throws: EngineError.self) { try PlainFacts(location, besides: connection) }
        #expect("\(error.map { "\($0)" } ?? "")".contains(path))
        #expect(throws: EngineError.noTable("gone", reason: "the database has none of that name")) {
            try engine("gone").snapshot()
        }
    }

    /// The collation of a column must not merge values.
    @Test func textsAreGroupedByTheirBytes() throws {
        let groups = try engine("t").groups(GroupQuery([Self.field("name")]))
        let counts = (0..<groups.counts.count).map { (groups.table.columns[0].text($0), groups.counts[$0]) }
        #expect(Dictionary(uniqueKeysWithValues: counts.map { ($0.0 ?? "-", $0.1) }) == ["Chad": 3, "chad": 1, "-": 1])
        #expect(groups.rowCount == 5)
    }

    @Test func numbersAreAddedUp() throws {
        let groups = try engine("t").groups(
            GroupQuery([], sums: [Self.field("year", .integer), Self.field("score", .real)]))
        #expect(groups.counts == [5])
        #expect(groups.sums[0] == RawSum(totals: .integers([2001 + 2001 + 1999 + 2001]), known: [4]))
        #expect(groups.sums[1] == RawSum(totals: .reals([2.5]), known: [4]))
    }

    /// As in files, a number that is not finite is no value.
    @Test func infiniteNumbersAreNoValues() throws {
        try connection.execute("insert into t (name, score) values ('Chad', 9e999), ('Chad', -9e999)")
        let groups = try engine("t").groups(GroupQuery([], sums: [Self.field("score", .real)]))
        #expect(groups.counts == [7])
        #expect(groups.sums[0] == RawSum(totals: .reals([2.5]), known: [4]))
    }

    @Test func rowsAreInTheOrderOfTheirIDs() throws {
        let rows = try engine("t").rows(RowQuery([Self.field("name"), Self.field("year", .integer)], rows: 1..<4))
        #expect(rows.rowCount == 3)
        #expect((0..<3).map { rows.columns[0].text($0) } == ["chad", "Chad", nil])
        #expect(rows.columns[1] == .integers([2001, nil, 1999]))
    }

    @Test func viewsAreTables() throws {
        #expect(try engine("v").groups(GroupQuery([])).rowCount == 4)
        #expect(try engine("v").rows(RowQuery([Self.field("name")], rows: 0..<4)).rowCount == 4)
    }

    @Test func aValueOfAnotherTypeIsAnError() throws {
        #expect(throws: EngineError.unexpectedValue(table: "t", field: "mixed")) {
            try engine("t").groups(GroupQuery([Self.field("mixed", .integer)]))
        }
    }

    @Test func aTableThatIsNotThereIsNamed() throws {
        #expect(throws: EngineError.noTable("none", reason: "the database has none of that name")) {
            try engine("none").fields()
        }
    }

    /// The statements of the dialects give the same combinations, by SQLite and by DuckDB.
    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func duckDBGivesTheSameCombinations() throws {
        let query = GroupQuery(
            [Self.field("name"), Self.field("places", .json), Self.field("year", .integer)],
            sums: [Self.field("year", .integer)])
        let own = try engine("t").groups(query)
        var lines = (0..<own.counts.count).map { row -> String in
            guard case .integers(let years) = own.table.columns[2], case .integers(let sums) = own.sums[0].totals
            else { return "" }
            return [
                own.table.columns[0].text(row) ?? "-", own.table.columns[1].text(row) ?? "-",
                years[row].map { "\($0)" } ?? "-", "\(own.counts[row])", sums[row].map { "\($0)" } ?? "-",
                "\(own.sums[0].known[row])",
            ].joined(separator: "|")
        }
        lines.sort()
        // The texts of lists are texts here, so that both engines have the same bytes.
        let asText = GroupQuery(
            [Self.field("name"), Self.field("places"), Self.field("year", .integer)], sums: query.sums)
        let statement = EngineStatement(DuckDBDialect(), source: "own.t").groups(asText)
        let (output, code) = try PythonEnvironment.run(
            """
            import sys, duckdb
            c = duckdb.connect()
            c.execute("create schema own")
            c.execute("create table own.t (name varchar, places varchar, year bigint)")
            c.execute('''insert into own.t values ('Chad', '["a", "b"]', 2001), ('chad', '[]', 2001),
                ('Chad', null, null), (null, '["a", "b"]', 1999), ('Chad', '["a", "b"]', 2001)''')
            for row in sorted("|".join("-" if v is None else str(v) for v in r)
                              for r in c.execute(sys.argv[1]).fetchall()):
                print(row)
            """, [statement])
        #expect(code == 0, "\(output)")
        #expect(output.split(separator: "\n").map(String.init) == lines)
    }
}
