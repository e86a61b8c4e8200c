import Testing

@testable import Readers

/// Files as people have them, against the same table as RFC 4180 writes it.
@Suite struct CSVLayoutTests {
    /// Reads a text with every part length and piece size that matters, and expects the same of all.
    private static func read(
        _ text: String, _ options: CSVOptions = CSVOptions(), named name: String = "x.csv"
    ) throws -> (names: [String], read: Collected) {
        try CSVTests.read(text, options, named: name)
    }

    private static func expect(
        _ text: String, _ names: [String], _ rows: [[String]], _ options: CSVOptions = CSVOptions(),
        rejects: Int = 0, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (found, read) = try Self.read(text, options)
        #expect(found == names, "\(text)", sourceLocation: sourceLocation)
        #expect(read.rows == rows.map { $0.map { [$0] } }, "\(text)", sourceLocation: sourceLocation)
        #expect(read.rejects.count == rejects, sourceLocation: sourceLocation)
        #expect(read.isAccounted, sourceLocation: sourceLocation)
        for partBytes in [1, 16, 1 << 20] {
            var parts = ReaderOptions(format: .csv, csv: options)
            parts.partBytes = partBytes
            let fields = found.map { FieldPath(key: $0).description }
            let source = MemorySource(Array(text.utf8), name: "x.csv", pieces: [3])
            #expect(try collectParts(source, fields, options: parts) == read, sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: [";", ",", "|", "\t", ":", "^"])
    func separatorLineIsNoData(_ separator: String) throws {
        for line in ["sep=\(separator)", "SEP=\(separator)", "\"sep=\(separator)\""] {
            for lineBreak in ["\n", "\r\n"] {
                try Self.expect(
                    [line, "text\(separator)language", "hello\(separator)en", "bye\(separator)fr", ""]
                        .joined(separator: lineBreak),
                    ["text", "language"], [["hello", "en"], ["bye", "fr"]])
            }
        }
    }

    @Test(arguments: [
        "Corpus report\nGenerated 2024-01-01\n\n", "# a comment\n# another, with commas, and more\n", "#\n", "Title\n",
        "\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2024-06-28\",\n\n",

        "Title,,\n,,\n",
        "\n\nTitle\n\n",
    ])
    func linesAboveTheHeaderAreSkipped(_ above: String) throws {
        try Self.expect(
            above + "text,language,n_tokens\nhello,en,3\nbye,fr,4\n", ["text", "language", "n_tokens"],
            [["hello", "en", "3"], ["bye", "fr", "4"]])
    }

    @Test func dataIsNotTakenForLinesAboveAHeader() throws {
        // One column of prose with commas.
        #expect(try Self.read("text\nHello, world\nBye, moon\n").names == ["text"])
        // A header that is sparse, as an index column makes it.
        try Self.expect(",text\n0,a\n1,b\n", ["column_1", "text"], [["0", "a"], ["1", "b"]])
        // No header at all below a title.
        #expect(try Self.read("title\n1,2\n3,4\n").names == ["title"])
    }

    @Test func givenLinesAreSkipped() throws {
        var options = CSVOptions()
        options.skip = 2
        try Self.expect("a,b\nc,d\ne,f\n1,2\n", ["e", "f"], [["1", "2"]], options)
        options.skip = 0
        try Self.expect("title\na,b\n1,2\n", ["title"], [], options, rejects: 2)
    }

    @Test func commentsAreNoRecords() throws {
        var options = CSVOptions()
        options.comment = Array("//".utf8)
        try Self.expect(
            "// one\na,b\n1,2\n// two, three\n\"// four\",5\n", ["a", "b"], [["1", "2"], ["// four", "5"]], options)
    }

    @Test func backslashEscapesAreFoundOut() throws {
        let text = "text,language\n\"He said \\\"hi\\\", ok\",en\n\"a \\\\ b\\n\",fr\n"
        let rows = [["He said \"hi\", ok", "en"], ["a \\ b\\n", "fr"]]
        try Self.expect(text, ["text", "language"], rows)
        var options = CSVOptions()
        options.escape = UInt8(ascii: "\\")
        try Self.expect(text, ["text", "language"], rows, options)
        // Without a quote that needs it a backslash is a character.
        try Self.expect("a,b\n\"c:\\\",d\n", ["a", "b"], [["c:\\", "d"]])
    }

    @Test func separatorsOfSeveralCharacters() throws {
        var options = CSVOptions()
        for separator in ["||", "::", "\t\t", ", ", " | ", "<>"] {
            options.setSeparator(Array(separator.utf8))
            let text = ["a", "b"].joined(separator: separator) + "\n\"x\(separator)\n\"\"y\"\"\"\(separator)z,|: \n"
            try Self.expect(text, ["a", "b"], [["x\(separator)\n\"y\"", "z,|: "]], options)
        }
        try Self.expect(
            "a, b, c\n1, \"x, y\", 3\n4, \"z\", 6\n", ["a", "b", "c"], [["1", "x, y", "3"], ["4", "z", "6"]])
    }

    @Test func otherSeparatorsAndQuotesAreFoundOut() throws {
        try Self.expect("a b\n1 \"x y\"\n2 \"z, w\"\n", ["a", "b"], [["1", "x y"], ["2", "z, w"]])
        try Self.expect("a\u{1F}b\n1\u{1F}x\n", ["a", "b"], [["1", "x"]])
        try Self.expect(
            "a,b\n1,'x, y'\n2,'it''s'\n3,'z'\n", ["a", "b"], [["1", "x, y"], ["2", "it's"], ["3", "z"]])
        // Apostrophes are characters where they quote nothing.
        try Self.expect("a,b\n1,'tis\n2,it's\n", ["a", "b"], [["1", "'tis"], ["2", "it's"]])
    }

    @Test func oneNameTooFewIsThatOfTheRows() throws {
        try Self.expect("text,n\n1,a,2\n2,b,3\n", ["column_1", "text", "n"], [["1", "a", "2"], ["2", "b", "3"]])
        try Self.expect("text,n\na,2,\nb,3,\n", ["text", "n"], [["a", "2"], ["b", "3"]])
    }

    @Test func cellsAfterTheLastColumn() throws {
        let text = "a,b\n1,2,\n3,4,,\n5\n6,7,8\n9,10\n"
        try Self.expect(text, ["a", "b"], [["1", "2"], ["3", "4"], ["9", "10"]], rejects: 2)
        var options = CSVOptions()
        options.ragged = .keep
        let read = try Self.read(text, options).read
        #expect(read.rows == [[["1"], ["2"]], [["3"], ["4"]], [["5"], []], [["6"], ["7"]], [["9"], ["10"]]])
        #expect(read.amendments == [.surplusEmptyCells: 2, .missingCells: 1, .surplusCells: 1])
    }

    @Test(arguments: [
        ("\"Foo\" bar,en", ["\"Foo\" bar", "en"]), ("\"He said \"hi\" there\",en", ["He said \"hi\" there", "en"]),
        ("\"Foo\" bar,\"en\"", ["\"Foo\" bar", "en"]), ("\"open,en", ["\"open", "en"]), ("x,\"", ["x", "\""]),
        ("\"a, \"b\" c\",en", ["a, \"b\" c", "en"]), ("\"\"x\",y", ["\"x", "y"]), ("\"x\" ,y", ["\"x\" ", "y"]),
    ])
    func straysQuotesAreCharacters(_ record: String, _ cells: [String]) throws {
        for (before, after) in [("", ""), ("q,\"w\ne\"\n", "\nr,t\n"), ("", "\n1,2\n3,4\n")] {
            let text = "a,b\n" + before + record + after
            let read = try Self.read(text).read
            #expect(read.rows.contains(cells.map { [$0] }), "\(text)")
            #expect(read.rejects.isEmpty, "\(text)")
            #expect(read.amendments == [.strayQuote: 1])
        }
    }

    @Test(arguments: ["\t", ","], [false, true])
    func anOpenQuoteDoesNotTakeTheRowsAfterIt(_ separator: String, _ closesLater: Bool) throws {
        var lines = (1...1_000).map { ["\($0)", "plain \($0)", "en"] }
        lines[299][1] = "\"plain 300"
        if closesLater { lines[699][1] = "plain \"word\" 700" }
        let text = (["id\(separator)text\(separator)lang"] + lines.map { $0.joined(separator: separator) })
            .joined(separator: "\n")
        let options = CSVOptions(separator: separator.utf8.first)
        let rows = lines
        try Self.expect(text, ["id", "text", "lang"], rows, options)
    }

    /// A quote that does not close affects no record after its line, even one of several lines.
    @Test func afterAFaultReadingGoesOnAtTheNextLine() throws {
        let rows = [["1", "2", "3"], ["5", "6", "7"], ["8\n8", "9", "0"]]
        for fault in ["4,\"open", "4,\"open,5,6", "\"open"] {
            for end in ["", "\n", "\n1,\"x\"y,3\n"] {
                let text = "a,b,c\n1,2,3\n\(fault)\n5,6,7\n\"8\n8\",9,0" + end
                let more = end.count > 1 ? [["1", "\"x\"y", "3"]] : []
                try Self.expect(text, ["a", "b", "c"], rows + more, rejects: 1)
            }
        }
        // With the quote as a character the line is a record.
        try Self.expect(
            "a,b\n1,\"open\n\"2\n2\",3\n", ["a", "b"], [["1", "\"open"], ["2\n2", "3"]])
        // Of the lines between two quotes not all are records.
        let between = (1...50).map { $0 % 10 == 0 ? "\($0)" : "\($0),x,y" }
        try Self.expect(
            "a,b,c\n0,\"open\n" + between.joined(separator: "\n") + "\n51,\"a\"b,c\n", ["a", "b", "c"],
            between.filter { $0.contains(",") }.map { $0.split(separator: ",").map(String.init) }
                + [["51", "\"a\"b", "c"]], rejects: 6)
    }

    /// A record with a wrong number of cells keeps its line breaks, as long as its lines are not all records.
    @Test func aQuotedCellOfSeveralLinesStaysOne() throws {
        try Self.expect(
            "a,b,c\n\"1,x,y\nmore, and more\",2\n3,4,5\n", ["a", "b", "c"], [["3", "4", "5"]], rejects: 1)
        try Self.expect("a,b\n\"x,1\ny,2\nz,3\",w\n", ["a", "b"], [["x,1\ny,2\nz,3", "w"]])
    }

    @Test func rowsAfterARecordThatIsTooLongAreRead() throws {
        var options = ReaderOptions(format: .csv)
        options.maximumRecordBytes = 1_000
        options.chunkBytes = 64
        let long = String(repeating: "long \"\"quoted\"\" text\n", count: 200)
        let text = "a,b\n1,2\n\"\(long)\",3\n4,5\n\"6\n7\",8\n"
        for partBytes in [1, 100, 1 << 20] {
            options.partBytes = partBytes
            for read in [
                try collect(MemorySource(Array(text.utf8)), ["a", "b"], options: options),
                try collectParts(MemorySource(Array(text.utf8)), ["a", "b"], options: options),
            ] {
                #expect(read.rows == [[["1"], ["2"]], [["4"], ["5"]], [["6\n7"], ["8"]]])
                #expect(read.rejects.map(\.reason) == [.recordTooLong(limit: 1_000)])
                #expect(read.rejects.map(\.line) == [3])
                #expect(read.recordNumbers == [1, 3, 4])
            }
        }
        // A quote that is never closed, and more rows after it than a record may be long.
        let rows = (1...500).map { "\($0),row" }.joined(separator: "\n")
        let open = "a,b\n0,\"open\n" + rows + "\n"
        for partBytes in [1, 100, 1 << 20] {
            options.partBytes = partBytes
            #expect(try collectParts(MemorySource(Array(open.utf8)), ["a"], options: options).rows.count == 501)
            #expect(try collect(MemorySource(Array(open.utf8)), ["a"], options: options).rows.count == 501)
        }
    }

    /// A quote as the escape is RFC 4180: it must not lead to the slower reader, which had other rules for faults.
    @Test func aQuoteThatEscapesQuotesIsADoubledOne() throws {
        var options = CSVOptions()
        options.escape = UInt8(ascii: "\"")
        try Self.expect(
            "a,b\n\"x \"\"y\"\"\",1\n\"\"z\",2\n\"\"u, v\",3\n", ["a", "b"],
            [["x \"y\"", "1"], ["\"z", "2"], ["\"u, v", "3"]], options)
    }

    /// In a file that is written otherwise, a quote that closes nothing took the separators after it for its own.
    @Test(arguments: [
        ("'a, 'b' c'||en", ["a, 'b' c", "en"]), ("'it's|| so'||en", ["it's|| so", "en"]),
        ("'Kids' Hat'||x", ["Kids' Hat", "x"]), ("''x'||y", ["'x", "y"]), ("'x' ||y", ["'x' ", "y"]),
        ("'open||en", ["'open", "en"]), ("'it''s||5'||y", ["it's||5", "y"]), ("'tis||it's", ["'tis", "it's"]),
        ("'a'b'", ["a'b"]),
    ])
    func strayQuotesOfOtherWritingsAreCharacters(_ record: String, _ cells: [String]) throws {
        var options = CSVOptions(quote: .doubled(UInt8(ascii: "'")))
        options.setSeparator(Array("||".utf8))
        let rows = [["1", "2"], ["3\n3", "4"]]
        let isShort = cells.count < 2
        let text = "a||b\n1||2\n" + record + "\n'3\n3'||4\n"
        try Self.expect(
            text, ["a", "b"], isShort ? rows : [rows[0], cells, rows[1]], options, rejects: isShort ? 1 : 0)
        for length in 1..<text.utf8.count {
            var pieces = ReaderOptions(format: .csv, csv: options)
            pieces.chunkBytes = length
            let source = MemorySource(Array(text.utf8), name: "x.csv", pieces: [length])
            let read = try collect(source, ["a", "b"], options: pieces)
            #expect(read.rows.count == (isShort ? 2 : 3), "\(length)")
            #expect(isShort || read.rows[1] == cells.map { [$0] }, "\(length)")
        }
    }

    /// Regression: apostrophes in most of the quoted cells prevented the detection of `'`.
    @Test func apostrophesInsideOfQuotedCells() throws {
        let texts = ["Men's boots, warm", "a hat, and it's red", "Kids' Mocs, soft", "plain, but quoted"]
        try Self.expect(
            "n,text,lang\n" + texts.enumerated().map { "\($0),'\($1)',en\n" }.joined(), ["n", "text", "lang"],
            texts.enumerated().map { ["\($0)", $1, "en"] })
        // They quote nothing here: commas are between cells.
        #expect(try Self.read("a,b\n'tis so,1\nit's,2\n'twas, 3, 4\nthat's,5\n").read.rows.count == 3)
    }

    /// Blanks in cells without quotes make more cells than the header has; the file was read as one column.
    @Test func blanksBetweenCellsAndInThem() throws {
        let text = """
            id kind story n
            1 Boots "warm, dry" 5
            2 Fly Rod "long, light" 6
            3 Hat "red" 7
            4 Big Red Hat "wool" 8

            """
        let (names, read) = try Self.read(text)
        #expect(names == ["id", "kind", "story", "n"])
        #expect(read.rows == [["1", "Boots", "warm, dry", "5"], ["3", "Hat", "red", "7"]].map { $0.map { [$0] } })
        #expect(read.rejects.map(\.reason) == [.cellCount(expected: 4, found: 5), .cellCount(expected: 4, found: 6)])
        // Speech has blanks and quotes as well.
        let speech = "what they said\n\"Yes,\" he said\n\"No, no,\" she said in the end, and went\n\"Oh,\" said I\n"
        #expect(try Self.read(speech).names == ["what they said"])
    }

    @Test func aSeparatorIsMissingBeforeAQuotedCell() throws {
        for (record, cells) in [
            ("1,boots\"warm, soft, dry\",en", ["1", "boots", "warm, soft, dry", "en"]),
            ("1\"a, \"\"b\"\", c\",x,en", ["1", "a, \"b\", c", "x", "en"]),
            ("1,x,y\"z, w, v\"", ["1", "x", "y", "z, w, v"]),
        ] {
            let text = "id,kind,story,lang\n0,a,b,c\n\(record)\n2,\"d\nd\",e,f\n"
            let rows = [["0", "a", "b", "c"], cells, ["2", "d\nd", "e", "f"]]
            try Self.expect(text, ["id", "kind", "story", "lang"], rows)
            #expect(try Self.read(text).read.amendments == [.missingSeparator: 1])
        }
        // The quotes may be characters where the record has its cells with that; or no reading gives it its cells.
        try Self.expect(
            "a,b,c\n1,5\" x, 7\",d\n2,3\" x,4\n3,8\" tube \"x\"\n", ["a", "b", "c"],
            [["2", "3\" x", "4"]], rejects: 2)
    }

    /// A quote that is not doubled before the one that ends the cell, as of inches.
    @Test func aQuoteBeforeTheClosingOne() throws {
        try Self.expect(
            "a,b,c\n1,\"Table, round 48\"\",\"wood, dark\"\n2,\"Bike, 24\"\",x\n3,\"5\"\",\"\"\n", ["a", "b", "c"],
            [["1", "Table, round 48\"", "wood, dark"], ["2", "Bike, 24\"", "x"], ["3", "5\"", ""]])
    }

    @Test func theHeaderHasASeparatorTooMany() throws {
        for header in ["a,,b,c", ",a,b,c", "a,b,,,c"] {
            try Self.expect(header + "\n1,2,3\n4,5,6\n", ["a", "b", "c"], [["1", "2", "3"], ["4", "5", "6"]])
        }
        try Self.expect(",a,b\n0,1,2\n3,4,5\n", ["column_1", "a", "b"], [["0", "1", "2"], ["3", "4", "5"]])
    }

    @Test(arguments: [" ", ";", "\t", "|"])
    func theHeaderHasAnotherSeparator(_ separator: String) throws {
        let header = ["id", "text", "lang"].joined(separator: separator)
        try Self.expect(
            header + "\n1,\"a, b\",2\n3,c,4\n5,d,6\n", ["id", "text", "lang"],
            [["1", "a, b", "2"], ["3", "c", "4"], ["5", "d", "6"]])
    }

    @Test func joinedFilesWithMarksAreOneFile() throws {
        try Self.expect(
            "\u{FEFF}a,b\n1,2\n\u{FEFF}a,b\n3,4\n\u{FEFF}5,6\n", ["a", "b"], [["1", "2"], ["3", "4"], ["5", "6"]])
        try Self.expect(
            "\u{FEFF}\"a\",\"b\"\n1,2\n\u{FEFF}\"a\",\"b\"\n3,4\n", ["a", "b"], [["1", "2"], ["3", "4"]])
    }
}
