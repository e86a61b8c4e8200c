import Foundation
import LocalFacts
import Readers
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// What is documented in more than one place must agree.
@Suite("Documentation and registries")
struct DocumentationTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private let page = try? String(
        contentsOf: root.appendingPathComponent("docs/profiles.md"), encoding: .utf8)

    @Test func everyProfileOfTheFolderIsInTheBinary() throws {
        let folder = Self.root.appendingPathComponent("schema/profiles").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let names = try ProfileLoader.shipped().map { "\($0.name).yaml" }
        #expect(names == files)
    }

    @Test func everyKeyIsDocumented() throws {
        let page = try #require(page)
        let keys =
            Profile.CodingKeys.allCases.map(\.rawValue) + ProfileInput.CodingKeys.allCases.map(\.rawValue)
            + FieldRule.CodingKeys.allCases.map(\.rawValue) + MeasureRule.CodingKeys.allCases.map(\.rawValue)
            + LookUpRule.CodingKeys.allCases.map(\.rawValue) + RowsRule.CodingKeys.allCases.map(\.rawValue)
            + FormatRule.CodingKeys.allCases.map(\.rawValue) + TableRule.CodingKeys.allCases.map(\.rawValue)
        for key in Set(keys) {
            #expect(page.contains(try Regex("(?m)(^|[`{ ])\(key)[`:]")), "\(key) is not in docs/profiles.md")
        }
    }

    @Test func theTableOfNamesIsThatOfTheCode() throws {
        let page = try #require(page)
        for (role, names) in ColumnNaming.names {
            #expect(page.contains("| \(role.rawValue) | \(names.map { "`\($0)`" }.joined(separator: " ")) |"))
        }
    }

    @Test func theExamplesDecode() throws {
        let page = try #require(page)
        let examples = page.split(separator: "```yaml\n").dropFirst().compactMap { $0.split(separator: "```").first }
        let inputs = try examples.map { example in
            try ProfileLoader.decode(yaml: String(example), file: "docs/profiles.md").inputs
        }
        #expect(inputs.map(\.count) == [1, 2])
        #expect(inputs.last?.map { $0.table?.name } == ["respondents", "answers"])
    }

    @Test func theShippedProfilesFitInOneStore() throws {
        var kinds: [String: (kind: ColumnKind, each: String?)] = [:]
        for input in try ProfileLoader.shipped().flatMap(\.inputs) {
            for column in input.columns.map(MappedColumn.init) {
                // Each fact table has columns of its own.
                let name = "\(input.table?.name ?? "samples").\(column.name)"
                let known = kinds[name] ?? (column.kind, column.valueName)
                // The store widens integers where another data set has decimals.
                let areNumbers = [known.kind, column.kind].allSatisfy { $0 == .integer || $0 == .real }
                #expect(known.kind == column.kind || areNumbers, "\(column.name)")
                #expect(known.each == column.valueName, "\(column.name)")
                kinds[name] = known
            }
        }
    }
}

/// The real data sets, from their files to answers in SQL.
@Suite("Shared data in a store", .enabled(if: SharedData.isPresent, SharedData.missing))
struct SharedDataLoadingTests {
    @Test func everyDataSetIsRecognisedAndLoadedOnce() throws {
        let folder = try TemporaryFolder()
        let store = try Store.create(at: folder.path("store"))
        let names = ["alignment", "blend", "dpi-text", "mgsm", "roots", "web-pretrain"]
        let paths = names.map(SharedData.path)
        let result = try Ingestion(store: store, options: IngestOptions()).run(paths)
        #expect(result.files.allSatisfy { $0.outcome == .loaded })
        #expect(result.files.allSatisfy { $0.counts.rejected == 0 })
        #expect(Set(result.files.compactMap(\.profile)) == Set(names))
        let counts = try store.connection.rows("select dataset, sum(n) from samples group by dataset order by dataset")
        let expected: [(String, Int64)] = [
            ("blend-answers", 28293), ("blend-no-answer", 24161), ("blend-questions", 8000), ("c4-sample", 1000),
            ("dpi-text", 2311), ("mgsm", 2750), ("oasst", 1167), ("roots-candidate-websites", 456),
            ("roots-catalogue", 192), ("roots-meta", 421), ("roots-seeds", 605), ("roots-site-languages", 13770),
            ("roots-site-years", 842), ("roots-sites", 429), ("url-tokens", 41967), ("wvs-ground-truth", 1062),
            ("wvs-model-scores", 11152), ("wvs-prompts", 2400),
        ]
        #expect(counts == expected.map { [.text($0.0), .integer($0.1)] })
        #expect(
            try store.connection.rows(
                "select region, sum(votes_sum) from regions where dataset = 'blend-answers' group by 1"
            )
            .count == 4)
        let again = try Ingestion(store: store, options: IngestOptions()).run(paths)
        #expect(again.total.seen == 0)
        #expect(again.files.count == result.files.count)
    }
}
