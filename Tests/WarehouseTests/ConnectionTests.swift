import CSQLite
import Foundation
import SQLite
import Testing
import Warehouse

@Suite struct ConnectionTests {
    private let connection: Connection

    init() throws { connection = try Connection(path: ":memory:", access: .create) }

    // MARK: - Values

    private static let values: [SQLValue] = [
        .null, 0, -1, .integer(.max), .integer(.min), 0.5, -0.0, .real(.infinity), .real(.leastNonzeroMagnitude), "",
        "a",
        "nul\0inside", "\0", "नमस्ते 😀", "e\u{301}", "\u{E9}", .blob([]), .blob([0]), .blob([0, 255, 0]),
        .text(String(repeating: "x", count: 100_000)),
    ]

    @Test(arguments: values) func everyKindOfValueComesBack(value: SQLValue) throws {
        let row = try #require(try connection.rows("select ?1, typeof(?1), length(cast(?1 as blob))", value).first)
        #expect(row[0] == value)
        switch value {
        case .null: #expect(row[1] == "null")
        case .integer: #expect(row[1] == "integer")
        case .real: #expect(row[1] == "real")
        case .text(let text):
            #expect(row[1] == "text")
            #expect(row[2] == .integer(Int64(text.utf8.count)))
        case .blob(let bytes):
            #expect(row[1] == "blob")
            #expect(row[2] == .integer(Int64(bytes.count)))
        }
    }

    @Test func whatIsNotANumberIsNullToSQL() throws {
        #expect(try connection.value("select ?", .real(.nan)) == .null)
    }

    @Test func bytesThatAreNoTextAreRepaired() throws {
        #expect(try connection.value("select cast(x'61ff62' as text)") == "a\u{FFFD}b")
    }

    @Test func textsAreEqualWhereTheirBytesAre() {
        #expect(SQLValue.text("e\u{301}") != .text("\u{E9}"))
        #expect(Set<SQLValue>(["e\u{301}", "\u{E9}", "e\u{301}"]).count == 2)
        #expect(SQLValue.integer(1) != .real(1))
    }

    // MARK: - Parameters

    @Test func parametersAreBoundByNameAndNumber() throws {
        let statement = try connection.prepare("select $a, :b, @c, ?, ?9, $a")
        #expect(statement.parameterNames == ["$a", ":b", "@c", nil, nil, nil, nil, nil, "?9"])
        try statement.bind(1, to: "$a")
        try statement.bind("b", to: ":b")
        try statement.bind(.blob([3]), to: "@c")
        try statement.bind(4, at: 4)
        try statement.bind(nil, to: "?9")
        #expect(try statement.step())
        #expect(statement.row() == [1, "b", .blob([3]), 4, nil, 1])
        #expect(try !statement.step())
    }

    @Test func parametersThatThereAreNotAreRefused() throws {
        let statement = try connection.prepare("select $a")
        for name in ["a", "$b", ""] { #expect(throws: SQLError.self) { try statement.bind(1, to: name) } }
        for index in [0, -1, 2, Int.max, Int.min] {
            #expect(throws: SQLError.self) { try statement.bind(1, at: index) }
        }
        #expect(throws: SQLError.self) { try statement.bind([1, 2]) }
    }

    @Test func aStatementRunsAgain() throws {
        let statement = try connection.prepare("select ?1 + 1")
        for number in 1...3 {
            try statement.bind(.integer(Int64(number)), at: 1)
            #expect(try statement.step())
            #expect(statement.value(at: 0) == .integer(Int64(number + 1)))
            #expect(statement.value(at: 5) == .null)
            #expect(statement.value(at: -1) == .null)
            statement.reset()
        }
        #expect(try statement.step())
        #expect(statement.value(at: 0) == .null)
    }

    @Test func aStatementTellsOfItself() throws {
        let statement = try connection.prepare("select 1 as one, 'x' as \"two words\" -- why\n")
        #expect(statement.columnNames == ["one", "two words"])
        #expect(statement.isReadOnly)
        #expect(try !connection.prepare("create table t (x)").isReadOnly)
    }

    // MARK: - Scripts

    @Test func aScriptIsTakenApartStatementByStatement() throws {
        var script = " ;; -- first\n select 1;/* two; */ select 'a;b' ; \n -- the end\n\t "
        var found: [SQLValue] = []
        while true {
            let (statement, rest) = try connection.prepareFirst(script)
            guard let statement else { break }
            #expect(try statement.step())
            found.append(statement.value(at: 0))
            script = String(rest)
        }
        #expect(found == [1, "a;b"])
    }

    @Test(arguments: ["", " ", ";", " ;\n; ", "-- only a comment", "/* and */ -- another\n"]) func nothingIsNoStatement(
        sql: String
    ) throws {
        #expect(try connection.prepareFirst(sql).statement == nil)
        try connection.execute(sql)
        #expect(throws: SQLError.self) { try connection.prepare(sql) }
        _ = try connection.prepare("select 1;" + sql)
    }

    /// Regression: each empty statement was a call within a call, with a copy of the rest.
    @Test func aHundredThousandEmptyStatementsAreNothing() throws {
        try connection.execute(String(repeating: ";", count: 100_000))
        try connection.execute("create table t (x)" + String(repeating: "; insert into t values (1)", count: 2_000))
        #expect(try connection.value("select count(*) from t") == 2_000)
    }

    @Test func anotherStatementIsRefusedWhereOneIsExpected() throws {
        let error = try #require(throws: SQLError.self) { try connection.prepare("select 1; select 2") }
        #expect(error.offset == 9)
        #expect(throws: SQLError.self) { try connection.rows("select 1; nonsense") }
    }

    /// Regression: text after a NUL was silently dropped.
    @Test func aNULInAStatementIsRefused() throws {
        for sql in ["select 1\0 nonsense", "select 1; \0select 2", "\0"] {
            #expect(throws: SQLError.self, "\(sql.debugDescription)") { try connection.execute(sql) }
        }
    }

    // MARK: - Errors

    @Test func theCaretStandsBelowTheError() throws {
        #expect(try message("selec 1") == #"near "selec": syntax error (line 1, column 1)\#n    selec 1\#n    ^"#)
        // Characters are counted, not bytes: नि is one, of two scalars and six bytes.
        #expect(
            try message("select 'é😀नि',\n  'नि', nope\nfrom (select 1)") == """
                no such column: nope (line 2, column 8)
                      'नि', nope
                           ^
                """)
    }

    /// Regression: with lines that end in CR LF, every error was in line 1.
    @Test func linesThatEndInCarriageReturnsAreCounted() throws {
        #expect(
            try message("select 1,\r\n  nope\r\nfrom (select 1)")
                == "no such column: nope (line 2, column 3)\n      nope\n      ^")
    }

    /// Regression: an error in a script's third line was said to be in the first line of the rest.
    @Test func anErrorIsPlacedInTheWholeScript() throws {
        let error = try #require(throws: SQLError.self) {
            try connection.execute("create table t (x);\ninsert into t values (1);\ninsert into t values (u);")
        }
        #expect(error.description.hasPrefix("no such column: u (line 3, column 23)"), "\(error)")
    }

    @Test func anErrorWithoutAPlaceIsItsMessage() throws {
        try connection.execute("create table t (x unique); insert into t values (1)")
        let error = try #require(throws: SQLError.self) { try connection.execute("insert into t values (1)") }
        #expect(error.description == "UNIQUE constraint failed: t.x")
        #expect(!error.isInterrupt)
    }

    private func message(_ sql: String) throws -> String {
        let error = try #require(throws: SQLError.self) { _ = try connection.rows(sql) }
        return error.description
    }

    // MARK: - Transactions, files

    @Test func aTransactionThatThrowsLeavesNothing() throws {
        struct Refusal: Error {}
        try connection.execute("create table t (x)")
        try connection.transaction { try connection.execute("insert into t values (1)") }
        #expect(throws: Refusal.self) {
            try connection.transaction {
                try connection.execute("insert into t values (2)")
                throw Refusal()
            }
        }
        #expect(try connection.rows("select x from t") == [[1]])
        #expect(try connection.transaction { 5 } == 5)
        // A transaction within another one is a part of it.
        try connection.transaction { try connection.transaction { try connection.execute("insert into t values (3)") } }
        #expect(throws: Refusal.self) {
            try connection.transaction {
                try connection.execute("insert into t values (4)")
                try connection.transaction { throw Refusal() }
            }
        }
        #expect(try connection.rows("select x from t order by x") == [[1], [3]])
    }

    @Test func filesThatCannotBeOpenedAreRefused() throws {
        let path = try temporaryPath()
        #expect(throws: SQLError.self) { try Connection(path: path, access: .readOnly) }
        #expect(throws: SQLError.self) { try Connection(path: path, access: .readWrite) }
        #expect(throws: SQLError.self) { try Connection(path: path + "/no/folder", access: .create) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aReadOnlyConnectionWritesNothing() throws {
        let path = try temporaryPath()
        try Connection(path: path, access: .create).execute("create table t (x)")
        let error = try #require(throws: SQLError.self) {
            try Connection(path: path, access: .readOnly).execute("insert into t values (1)")
        }
        #expect(error.code == SQLITE_READONLY)
    }
}
