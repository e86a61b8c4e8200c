import Testing

@testable import Readers

/// Data sets that others published, counted by other means beforehand.
@Suite struct RealFilesTests {
    private static func check(_ read: Collected) {
        #expect(read.isAccounted)
        #expect(read.rejects.isEmpty)
        #expect(read.error == nil)
    }

    @Test(.needs("data/dpi-text"))
    func dataProvenance() throws {
        let files = try Shared.files(in: "data/dpi-text/data_summaries", endingWith: ".json").filter {
            !$0.hasSuffix("_template.json")
        }
        #expect(files.count == 108)
        var rows: [[[String]]] = []
        for file in files {
            let read = try collect(
                path: file, ["@id", "\"Unique Dataset Identifier\"", "Languages", "Licenses[].License", "Text Metrics"])
            Self.check(read)
            rows += read.rows
        }
        #expect(rows.count == 2_311)
        #expect(Set(rows.map { $0[1] }).count == 2_310)
        // From expected.json: mentions of languages in all, and of English.
        #expect(rows.map { $0[2].count }.reduce(0, +) == 2_996)
        #expect(rows.filter { $0[2].contains("English") }.count == 1_588)
        #expect(rows.filter { $0[4].isEmpty }.count == 85)
    }

    @Test(.needs("data/blend"))
    func annotationsOfBlend() throws {
        let files = try Shared.files(in: "data/blend/data/annotations", endingWith: ".json")
        #expect(files.count == 16)
        var rows = 0
        var records = 0
        var votes = 0
        for file in files {
            let read = try collect(
                path: file, ["@id", "answers", "count", "^question"], rows: .elements(.test("annotations")))
            Self.check(read)
            rows += read.rows.count
            records += read.recordsRead
            votes += read.column(2).compactMap(Int.init).reduce(0, +)
            #expect(read.rows.allSatisfy { $0[0].count == 1 && $0[3].count == 1 })
            #expect(try collect(path: file, ["@id"]).rows.count == 500)
        }
        #expect(rows == 28_293)
        #expect(records == 8_000)
        #expect(votes == 48_299)
    }

    @Test(.needs("data/blend"))
    func questionsOfBlend() throws {
        let files = try Shared.files(in: "data/blend/data/questions", endingWith: ".csv")
        for file in files {
            // The first cell of the header is empty.
            let read = try collect(path: file, ["column_1", "ID", "Topic", "Source"])
            Self.check(read)
            #expect(read.rows.count == 500)
            #expect(read.column(0).compactMap(Int.init).count == 500)
        }
    }

    @Test(.needs("data/mgsm"))
    func mathsWithoutHeader() throws {
        let options = ReaderOptions(csv: CSVOptions(quote: .none, header: .none))
        var rows = 0
        for file in try Shared.files(in: "data/mgsm", endingWith: ".tsv") {
            let read = try collect(path: file, ["column_1", "column_2"], options: options)
            Self.check(read)
            rows += read.rows.count
            #expect(
                try FileProbe.describe(path: Shared.path(file), options: options).csv?.headerEvidence.looksLikeHeader
                    == false)
        }
        #expect(rows == 2_750)
    }

    @Test(
        .needs("data/roots"),
        arguments: [
            ("candidate_websites_for_crawling.csv", "\"#\"", 456), ("cc-metrics.csv", "id", 429),
            ("seeds.csv", "id", 605),
            ("meta_table.csv", "size", 421), ("filtered_catalogue.json", "uid", 192),
        ])
    func roots(_ file: String, _ field: String, _ count: Int) throws {
        let read = try collect(path: "data/roots/\(file)", [field])
        Self.check(read)
        #expect(read.rows.count == count)
        #expect(read.rows.allSatisfy { $0[0].count == 1 })
    }

    @Test(.needs("data/roots"))
    func headerCellsWithLineBreaks() throws {
        let path = Shared.path("data/roots/candidate_websites_for_crawling.csv")
        let reader = try RecordReader(path: path, projection: Projection(fields: []))
        let names = try #require(reader.columnNames)
        #expect(names.count == 16)
        #expect(names.filter { $0.contains("\n") }.count == 2)
        #expect(names.contains("Dialect/accent (if known)"))
    }

    @Test(.needs("data/roots"))
    func languagesInACell() throws {
        let read = try collect(
            path: "data/roots/cc-metrics.csv", ["^id", "@key", "@value"], rows: .entries(.test("content_languages")))
        Self.check(read)
        #expect(Set(read.recordNumbers).count + read.emptyRecords == 429)
        #expect(read.rows[0] == [["162"], ["eng"], ["7"]])
        #expect(read.rows[1] == [["162"], ["eng,spa"], ["307"]])
        #expect(read.rows.allSatisfy { Int($0[2].first ?? "") != nil })
    }

    @Test(.needs("data/web-pretrain"))
    func webText() throws {
        let read = try collect(path: "data/web-pretrain/c4-sample.00000-of-00001.json.gz", ["text", "url", "date"])
        Self.check(read)
        #expect(read.rows.count == 1_000)
        #expect(read.column(2).allSatisfy { $0.hasPrefix("2019-") })
        let tokens = try collect(
            path: "data/web-pretrain/relevant_url_token_counts.csv", ["url", "@key", "@value"],
            rows: .columns(["c4_tokens", "rf_tokens", "dolma_tokens"]))
        Self.check(tokens)
        #expect(tokens.rows.count == 13_989 * 3)
        #expect(tokens.column(2).filter { $0 == "0" }.count == 488 + 66 + 219)
    }

    @Test(
        .needs("data/alignment"),
        arguments: [
            ("wvs_prompts.csv", "country", 2_400), ("wvs_ground_truth_every_country.csv", "cntry_an", 1_062),
            ("wvs_model_pro_scores.csv", "model_name", 11_152),
        ])
    func valueSurveys(_ file: String, _ field: String, _ count: Int) throws {
        let read = try collect(path: "data/alignment/\(file)", [field])
        Self.check(read)
        #expect(read.rows.count == count)
        #expect(!read.column(0).contains(""))
    }

    @Test(.needs("data/alignment"))
    func conversationsAsTrees() throws {
        let read = try collect(
            path: "data/alignment/oasst_en_100_tree.jsonl", ["message_id", "@depth", "rank", "^message_tree_id"],
            rows: .tree(root: .test("prompt"), children: "replies"))
        Self.check(read)
        #expect(read.recordsRead == 100)
        #expect(read.rows.count == 1_167)
        #expect(Set(read.column(0)).count == 1_167)
        #expect(read.column(1).filter { $0 == "0" }.count == 100)
        #expect(read.column(1).max() == "5")
        #expect(read.rows.filter { $0[2].isEmpty }.count == 526)
    }

    @Test(.needs("data/geo"))
    func countries() throws {
        let read = try collect(path: "data/geo/country-codes.csv", ["\"ISO3166-1-Alpha-2\"", "Continent", "Languages"])
        Self.check(read)
        #expect(read.rows.count == 249)
        #expect(read.column(0).contains("NA"))
        #expect(read.column(1).filter { $0 == "NA" }.count == 41)
        Self.check(try collect(path: "data/geo/countries.jsonl.zst", ["code", "languages[].code"]))
        #expect(try collect(path: "data/geo/countries.jsonl.zst", ["code"]).rows.count == 252)
        #expect(try collect(path: "data/geo/countries.parquet", ["code"]).rows.count == 252)
    }
}
