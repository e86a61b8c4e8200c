import Columns
import Foundation
import LocalFacts
import SQLite
import Testing
import Warehouse

@Suite struct LoadingTests {
    private let store: Store

    init() throws { store = try Store.create(at: temporaryPath()) }

    // MARK: - Batches

    /// Regression: of a batch that was refused, the columns before the fault were kept and shifted all rows after them;
    /// lengths that were not those of the values were stored and could not be read again.
    @Test func aBatchThatIsNotWhatItSaysLeavesNothing() throws {
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("a"))
        let tag = try writer.column(NewColumn(name: "format", kind: .tag))
        let list = try writer.column(NewColumn(name: "licences", kind: .tags, valueName: "licence"))
        let integer = try writer.column(NewColumn(name: "tokens", kind: .integer))
        let real = try writer.column(NewColumn(name: "score", kind: .real))
        let text = try writer.column(NewColumn(name: "note", kind: .text))
        let good = try writer.codes(["x", "y"], in: tag)
        let faults: [(ColumnDefinition, SampleBatch.Values)] = [
            (tag, .tags([1])), (tag, .tags([1, 2, 1])), (tag, .tags([1, 9])),
            (tag, .integers(.init(values: [1, 2], validity: nil))),
            (list, .lists(lengths: [1, 1], codes: [])), (list, .lists(lengths: [1], codes: [0])),
            (list, .lists(lengths: [1, 1], codes: [0, 7])),
            (list, .lists(lengths: [.max, 1], codes: [0])), (list, .tags([0, 0])),
            (integer, .integers(.init(values: [1], validity: nil))),
            (integer, .integers(.init(values: [1, 2], validity: [true]))),
            (integer, .reals(.init(values: [1, 2], validity: nil))),
            (real, .reals(.init(values: [1, 2, 3], validity: nil))),
            (real, .reals(.init(values: [1, 2], validity: [true, false, true]))),
            (text, .texts(lengths: [1, 1], bytes: [65])), (text, .texts(lengths: [1, nil], bytes: [65, 66])),
            (text, .texts(lengths: [-1, 2], bytes: [65])), (text, .texts(lengths: [nil], bytes: [])),
            (text, .tags([0, 0])),
        ]
        for (column, values) in faults {
            var columns: [(column: ColumnDefinition, values: SampleBatch.Values)] = [(column, values)]
            if column.id != tag.id { columns.insert((tag, .tags(good)), at: 0) }
            #expect(throws: StoreError.self, "\(column.name): \(values)") {
                try writer.append(SampleBatch(rowCount: 2, recordNumbers: [1, 2], recordsRead: 2, columns: columns))
            }
        }
        #expect(throws: StoreError.batchColumn("format", reason: "it is given twice")) {
            try writer.append(
                SampleBatch(
                    rowCount: 2, recordNumbers: [1, 2], recordsRead: 2,
                    columns: [(tag, .tags(good)), (tag, .tags(good))]))
        }
        #expect(throws: StoreError.batchRows(column: "row", expected: 2, found: 1)) {
            try writer.append(SampleBatch(rowCount: 2, recordNumbers: [1], recordsRead: 2, columns: []))
        }
        #expect(throws: StoreError.self) {
            try writer.append(SampleBatch(rowCount: 5_000_000, recordNumbers: [], recordsRead: 0, columns: []))
        }
        try writer.append(
            SampleBatch(rowCount: 2, recordNumbers: [3, 4], recordsRead: 4, columns: [(tag, .tags(good))]))
        try writer.finish(contentHash: nil)
        try load.finish()
        #expect(
            try store.connection.rows("select format, tokens, score, note, \"row\" from samples order by id")
                == [["x", nil, nil, nil, 3], ["y", nil, nil, nil, 4]])
        #expect(try store.check().problems == [])
    }

    /// A column that comes late is null before, one that vanishes is null after, within a row group and across files.
    @Test func columnsComeAndGo() throws {
        let load = try TestCorpus.load(into: store)
        for file in ["a", "b"] {
            let writer = try load.begin(TestCorpus.description(file))
            for batch in 0..<4 {
                var columns: [(column: ColumnDefinition, values: SampleBatch.Values)] = []
                if batch == 1 || file == "b" {
                    let tag = try writer.column(NewColumn(name: "only_\(file)", kind: .tag))
                    columns.append((tag, .tags(try writer.codes(["\(file)\(batch)", nil], in: tag))))
                    let list = try writer.column(NewColumn(name: "lists", kind: .tags, valueName: "item"))
                    columns.append((list, .lists(lengths: [0, 2], codes: try writer.codes(["p", "q"], in: list))))
                }
                if batch == 2 {
                    let tokens = try writer.column(NewColumn(name: "tokens", kind: .integer))
                    columns.append((tokens, .integers(.init(values: [5, 0], validity: [true, false]))))
                    let text = try writer.column(NewColumn(name: "text", kind: .text, role: .text))
                    columns.append((text, .texts(lengths: [nil, 1], bytes: [65])))
                }
                try writer.append(
                    SampleBatch(
                        rowCount: 2, recordNumbers: [Int64(2 * batch + 1), Int64(2 * batch + 2)],
                        recordsRead: Int64(2 * batch + 2), columns: columns))
            }
            try writer.finish(contentHash: nil)
        }
        try load.finish()
        let rows = try store.connection.rows("select only_a, only_b, tokens, text from samples order by id")
        let nothing: [SQLValue] = [nil, nil, nil, nil]
        let middle: [[SQLValue]] = [[nil, nil, 5, nil], [nil, nil, nil, "A"]]
        #expect(Array(rows[0..<2]) == [nothing, nothing])
        #expect(Array(rows[2..<4]) == [["a1", nil, nil, nil], nothing])
        #expect(Array(rows[4..<8]) == middle + [nothing, nothing])
        #expect(Array(rows[8..<10]) == [[nil, "b0", nil, nil], nothing])
        #expect(rows[12] == [nil, "b2", 5, nil])
        #expect(try store.connection.rows("select item, sum(n) from lists group by 1") == [["p", 5], ["q", 5]])
        #expect(try store.check().problems == [])
    }

    /// Regression: widening a measure left the row groups that the same load had written as integers, which were then
    /// read as doubles.
    @Test func aMeasureIsWidenedAcrossOneLoad() throws {
        let load = try TestCorpus.load(into: store)
        func batch(_ column: ColumnDefinition, _ values: SampleBatch.Values) -> SampleBatch {
            SampleBatch(rowCount: 1, recordNumbers: [1], recordsRead: 1, columns: [(column, values)])
        }
        let first = try load.begin(TestCorpus.description("a"))
        let integer = try first.column(NewColumn(name: "tokens", kind: .integer))
        try first.append(batch(integer, .integers(.init(values: [7], validity: nil))))
        try first.finish(contentHash: nil)
        let second = try load.begin(TestCorpus.description("b"))
        try second.append(
            batch(
                try second.column(NewColumn(name: "tokens", kind: .integer)),
                .integers(.init(values: [8], validity: nil))))
        let real = try second.column(NewColumn(name: "tokens", kind: .real))
        try second.append(batch(real, .reals(.init(values: [0.5], validity: nil))))
        // A definition that was returned earlier still refers to the column.
        try second.append(batch(integer, .integers(.init(values: [9], validity: nil))))
        try second.finish(contentHash: nil)
        try load.finish()
        #expect(try store.connection.rows("select tokens from samples order by id") == [[7.0], [8.0], [0.5], [9.0]])
        #expect(try store.check().problems == [])
    }

    // MARK: - Values

    /// Regression: values that are no UTF-8 were stored repaired, two of them as one, and the dictionary was damaged.
    @Test func valuesThatAreNoTextAreRepairedBeforeTheyAreStored() throws {
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("a"))
        let column = try writer.column(NewColumn(name: "format", kind: .tag))
        let values: [[UInt8]] = [[0xFF], [0xFE], [0x61, 0xC3], [0x61, 0xE9], [0x62]]
        let codes = try values.map { try $0.withUnsafeBytes { try writer.intern($0, in: column) } }
        #expect(codes == [1, 1, 2, 2, 3])
        try writer.append(
            SampleBatch(rowCount: 5, recordNumbers: [1, 2, 3, 4, 5], recordsRead: 5, columns: [(column, .tags(codes))]))
        try writer.finish(contentHash: nil)
        try load.finish()
        #expect(
            try store.connection.rows("select format, sum(n) from samples group by 1")
                == [["a\u{FFFD}", 2], ["b", 1], ["\u{FFFD}", 2]])
        #expect(try Store.open(at: store.path, access: .readOnly).check().problems == [])
    }

    /// Regression: to a filter, what is not a number was neither null nor anything else.
    @Test func whatIsNotANumberIsNull() throws {
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("a"))
        let score = try writer.column(NewColumn(name: "score", kind: .real))
        try writer.append(
            SampleBatch(
                rowCount: 4, recordNumbers: [1, 2, 3, 4], recordsRead: 4,
                columns: [
                    (score, .reals(.init(values: [.nan, 1, .infinity, .nan], validity: [true, true, true, false])))
                ]))
        try writer.finish(contentHash: nil)
        try load.finish()
        #expect(try store.connection.value("select count(*) from samples where score is null") == 2)
        #expect(try store.connection.value("select sum(n) from samples where score is not null") == 2)
        #expect(
            try store.connection.rows("select score, n from samples order by score") == [
                [nil, 2], [1.0, 1], [.real(.infinity), 1],
            ])
        #expect(try store.connection.value("select sum(score_sum) from samples") == .real(.infinity))
    }

    @Test func aListOfOneIsTheSamplesValue() throws {
        try TestCorpus.add("language", ["eng"], role: .language, to: store)
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("b"))
        let languages = try writer.column(NewColumn(name: "languages", kind: .tags, role: .languages))
        let values = try writer.codes(["zh", "zh", "zh", "eng", "new"], in: languages)
        try writer.append(
            SampleBatch(
                rowCount: 4, recordNumbers: [1, 2, 3, 4], recordsRead: 4,
                columns: [(languages, .lists(lengths: [2, 2, 0, 1], codes: values))]))
        try writer.finish(contentHash: nil)
        try load.finish()
        #expect(
            try store.connection.rows("select language, language_code from samples order by id")
                == [["eng", "eng"], ["zh", "zho"], [nil, nil], [nil, nil], ["new", nil]])
        #expect(
            try store.connection.rows("select language, sum(n), sum(mentions), sum(w) from languages group by 1")
                == [["eng", 2, 2, 1.5], ["new", 1, 1, 1.0], ["zh", 2, 3, 1.5]])
        // One dictionary: the values of both have one code each.
        #expect(
            try store.connection.rows(
                "select distinct column_id from dictionary_value where value in ('eng', 'zh', 'new')"
            ).count == 1)
    }

    @Test func aStoredStageGoesBeforeTheSources() throws {
        try TestCorpus.add("source", ["Crawl", "Prefs", "No stage", nil], role: .source, to: store)
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("b"))
        let source = try writer.column(NewColumn(name: "source", kind: .tag, role: .source))
        let stage = try writer.column(NewColumn(name: "stage", kind: .tag, role: .stage))
        try writer.append(
            SampleBatch(
                rowCount: 2, recordNumbers: [1, 2], recordsRead: 2,
                columns: [
                    (source, .tags(try writer.codes(["Crawl", "Crawl"], in: source))),
                    (stage, .tags(try writer.codes(["sft", nil], in: stage))),
                ]))
        try writer.finish(contentHash: nil)
        try load.finish()
        try store.setStages(TestCorpus.stages)
        #expect(
            try store.connection.rows("select stage from samples order by id")
                == [["pretraining"], ["alignment"], [nil], [nil], ["sft"], [nil]])
    }

    // MARK: - Files and loads

    @Test func sampleIDsRunOnOverFilesAndLoads() throws {
        try TestCorpus.add(
            [("a", TestCorpus.random(7, seed: 1)), ("b", []), ("c", TestCorpus.random(3, seed: 2))], to: store)
        try TestCorpus.add([("d", TestCorpus.random(5, seed: 3))], to: store)
        #expect(try store.connection.rows("select id from samples") == (1...15).map { [.integer($0)] })
        #expect(
            try store.connection.rows("select file, min(id), max(id), count(*) from samples group by file")
                == [["a", 1, 7, 7], ["c", 8, 10, 3], ["d", 11, 15, 5]])
        #expect(
            try store.connection.rows("select id, load_id, rows_stored, finished from file")
                == [[1, 1, 7, 1], [2, 1, 0, 1], [3, 1, 3, 1], [4, 2, 5, 1]])
        #expect(try store.connection.value("select count(*) from load where finished_at is not null") == 2)
        #expect(store.sampleCount == 15)
    }

    @Test func theSamePathTwiceIsOneFileToSQL() throws {
        try TestCorpus.add([("a", TestCorpus.random(2, seed: 1)), ("a", TestCorpus.random(3, seed: 2))], to: store)
        #expect(try store.connection.rows("select file, sum(n) from samples group by 1") == [["a", 5]])
    }

    /// Regression: the ids of a file's samples were reserved when it was begun, so that two could not be open at once.
    @Test func twoFilesAreWrittenAtOnce() throws {
        let load = try TestCorpus.load(into: store)
        let first = try load.begin(TestCorpus.description("a"))
        let second = try load.begin(TestCorpus.description("b"))
        try TestCorpus.append(TestCorpus.random(4, seed: 1), to: first)
        try TestCorpus.append(TestCorpus.random(6, seed: 2), to: second)
        try second.finish(contentHash: nil)
        try first.finish(contentHash: nil)
        #expect(try load.finish() == RowCounts(stored: 10))
        #expect(
            try store.connection.rows("select file, min(id), max(id) from samples group by 1") == [
                ["a", 7, 10], ["b", 1, 6],
            ])
        #expect(try store.check().problems == [])
    }

    @Test func aFileIsKnownByItsContent() throws {
        try TestCorpus.add([("a", TestCorpus.random(4, seed: 1))], to: store)
        let load = try TestCorpus.load(into: store)
        let loaded = try #require(try load.loadedFile(contentHash: "content of a", dataset: "test"))
        #expect(loaded.path == "a")
        #expect(loaded.rowsStored == 4)
        #expect(try load.loadedFile(contentHash: "content of a", dataset: "other") == nil)
        #expect(try load.loadedFile(contentHash: "content of b", dataset: "test") == nil)
        #expect(try load.hasFile(ofByteCount: 1_000))
        #expect(try !load.hasFile(ofByteCount: 1_001))
        let unfinished = try load.begin(TestCorpus.description("c", byteCount: 77))
        try TestCorpus.append(TestCorpus.random(1, seed: 1), to: unfinished)
        try unfinished.suspend()
        #expect(try !load.hasFile(ofByteCount: 77))
    }

    @Test func nothingIsLostOfWhatWasSeen() throws {
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("a"))
        try TestCorpus.append(TestCorpus.random(4, seed: 1), to: writer)
        let reject = RejectRecord(
            row: 5, line: 9, byteOffset: 321, column: "tokens", reason: "not a number", excerpt: "x\0y")
        writer.reject(reject)
        writer.reject(RejectRecord(row: nil, line: nil, byteOffset: nil, column: nil, reason: "cut off", excerpt: nil))
        writer.skip(3, because: "empty")
        writer.skip(0, because: "nothing")
        writer.skip(2, because: "empty")
        writer.skip(1, because: "twice")
        let counts = RowCounts(stored: 4, rejected: 2, skipped: 6)
        #expect(try writer.finish(contentHash: "x") == counts)
        #expect(try load.finish() == counts)
        #expect(
            try store.connection.rows("select rows_seen, rows_stored, rows_rejected, rows_skipped from file") == [
                [12, 4, 2, 6]
            ])
        #expect(try store.connection.rows("select reason, row_count from skipped") == [["empty", 5], ["twice", 1]])
        #expect(
            try store.connection.rows("select row, line, byte_offset, column_name, reason, excerpt from reject")
                == [[5, 9, 321, "tokens", "not a number", "x\0y"], [nil, nil, nil, nil, "cut off", nil]])
        #expect(try store.check().problems == [])
    }
}
