import Testing

@testable import Parquet

/// The files of parquet-testing that pyarrow refuses.
@Suite(.enabled(if: Suite.isPresent, "needs ../shared/suites/parquet-testing"))
struct SuiteSpecialTests {
    /// Keys that may be null are no keys to pyarrow.
    @Test func mapWithOptionalKeys() throws {
        let file = try ParquetFile(path: Suite.path("data/incorrect_map_schema.parquet"))
        let found = try CanonicalColumns(file)
        #expect(found.names == ["my_map"])
        #expect(found.columns == [[#"<"parent":"another","name":"report">"#]])
    }

    /// Two keys of 2^30 bytes, one in the dictionary and one after it: more than pyarrow puts in one array.
    @Test func stringsOfAGibibyte() throws {
        let file = try ParquetFile(path: Suite.path("data/large_string_map.brotli.parquet"))
        let reader = try file.columnChunk(rowGroup: 0, leaf: 0)
        var lengths: [Int] = []
        while let batch = try reader.nextBatch() {
            let values: ByteArrays
            let indices: [Int]
            switch (batch.values, reader.dictionary) {
            case (.plain(.byteArrays(let plain)), _): (values, indices) = (plain, Array(0..<plain.count))
            case (.codes(let codes), .byteArrays(let dictionary)?):
                (values, indices) = (dictionary, codes.map(Int.init))
            default:
                Issue.record("not byte arrays")
                return
            }
            for index in indices {
                let value = values[index]
                lengths.append(value.count)
                #expect([value.first, value[value.count / 2], value.last] == [0x61, 0x61, 0x61])
            }
        }
        #expect(lengths == [1 << 30, 1 << 30])
    }
}
