import Testing

@testable import Parquet

/// Every file of parquet-testing is read with the values that pyarrow gives.
@Suite(.enabled(if: Suite.isPresent, "needs ../shared/suites/parquet-testing"))
struct SuiteTests {
    /// Files whose pages have wrong checksums, which pyarrow does not compare: read here without comparing.
    static let wrongChecksums: Set<String> = [
        "data/datapage_v1-corrupt-checksum.parquet", "data/rle-dict-uncompressed-corrupt-checksum.parquet",
    ]

    @Test(arguments: Suite.expectations.map(\.file))
    func values(_ name: String) throws {
        var limits = ParquetLimits()
        limits.verifiesChecksums = !Self.wrongChecksums.contains(name)
        let file = try ParquetFile(path: Suite.path(name), limits: limits)
        let expected = try #require(Suite.expectations.first { $0.file == name }).columns
        guard expected.allSatisfy({ $0.refused == nil }) else { return }
        let found = try CanonicalColumns(file)
        #expect(found.names == expected.map { $0.column ?? "" })
        for (texts, expectation) in zip(found.columns, expected) {
            let column = expectation.column ?? ""
            #expect(texts.count == expectation.rows, "\(column)")
            if let values = expectation.values { #expect(texts == values, "\(column)") }
            if let first = expectation.first {
                #expect(texts.prefix(first.count).map { String($0.prefix(200)) } == first, "\(column)")
                #expect(sha256(ofLines: texts) == expectation.sha256, "\(column)")
            }
        }
    }

    @Test(arguments: wrongChecksums.sorted())
    func wrongChecksum(_ name: String) throws {
        let file = try ParquetFile(path: Suite.path(name))
        #expect { try CanonicalColumns(file) } throws: { error in
            if case .checksum = (error as? ParquetError)?.problem { true } else { false }
        }
    }

    /// What is wrong with each bad file.
    @Test(
        arguments: [
            ("ARROW-GH-41317", .missingField(structure: "ColumnMetaData", field: "encodings")),
            ("ARROW-GH-41321", .bitWidth(254, limit: 32)),
            ("ARROW-GH-45185", .firstLevelRepeated(level: 1)),
            ("ARROW-GH-47662", .fewerValues(needed: 9)),
            ("ARROW-RS-GH-6229-DICTHEADER", .missingField(structure: "DataPageHeader", field: "num_values")),
            ("ARROW-RS-GH-6229-LEVELS", .moreValuesThanChunk(count: 21, left: 1)),
            ("PARQUET-1481", .unknownPhysicalType(-7)),
        ] as [(String, ParquetProblem)])
    func badData(_ name: String, _ problem: ParquetProblem) throws {
        #expect {
            try CanonicalColumns(try ParquetFile(path: Suite.path("bad_data/\(name).parquet")))
        } throws: { error in
            (error as? ParquetError)?.problem == problem
        }
    }

    /// A constant column as older versions of Polars wrote it: a bit-packed run of no bits. It crashed a reader in Go
    /// and is no damage: pyarrow, DuckDB and Polars read these zeros.
    @Test func bitPackedRunOfNoBits() throws {
        let found = try CanonicalColumns(try ParquetFile(path: Suite.path("bad_data/ARROW-GH-43605.parquet")))
        #expect(found.columns == [Array(repeating: "0", count: 21_186)])
    }
}
