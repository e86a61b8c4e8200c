import Foundation
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Reports

@Suite struct ReportFolderTests {
    private static let formats: [ReportFileFormat] = [
        .csv, .tsv, .json, .jsonl, .parquet, .arrow, .markdown, .latex, .html, .vl,
    ]
    private static let options = ReportFileOptions(
        formats: formats, version: "test", citations: ["none": "@misc{none,\n}\n"])

    private func write(
        _ names: [String], of store: Store, to folder: String, options: ReportFileOptions = ReportFolderTests.options,
        parameters: [String: SQLValue] = [:]
    ) throws -> ReportFolder.Contents {
        let runner = ReportRunner(store: store, parameters: parameters)
        let reports = try names.flatMap(ReportCatalogue.reports(named:))
        return try ReportFolder(path: folder, options: options).write(reports, with: runner, asked: names)
    }

    private func files(in folder: String) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return Dictionary(
            uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))) })
    }

    @Test func theSameBytesEachTime() throws {
        let folder = try TemporaryFolder()
        try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            for name in ["a", "b"] { _ = try write(["decay", "composition"], of: store, to: folder.path(name)) }
        }
        let one = try files(in: folder.path("a"))
        #expect(one == (try files(in: folder.path("b"))))
        // Six tables in eight forms, five figures, page and manifest; decay-trend has one number, and so no figure.
        #expect(one.count == 6 * 8 + 5 + 2, "\(one.keys.sorted())")
        #expect(!one.keys.contains { $0.hasSuffix(".part") })
    }

    /// Regression: a table that only the page shows, or that has no figure, was reported as `: 4 rows`, without a file.
    @Test(arguments: [[.html], [.vl], [.html, .vl], [.csv]] as [[ReportFileFormat]])
    func whatIsToldIsOfFiles(formats: [ReportFileFormat]) throws {
        let folder = try TemporaryFolder()
        try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            let contents = try write(
                ["decay"], of: store, to: folder.path, options: ReportFileOptions(formats: formats, version: "test"))
            let told = contents.entries.flatMap(\.paths)
            #expect(contents.entries.allSatisfy { !$0.paths.isEmpty })
            #expect(try told.sorted() == files(in: folder.path).keys.map { folder.path($0) }.sorted())
            let tables = contents.entries.filter { $0.rows != nil }.count
            // Of its five tables four have a figure.
            #expect(tables == (formats.contains(.csv) ? 5 : formats.contains(.vl) ? 4 : 0))
        }
    }

    @Test func aReportThatFailsLeavesWhatWasThere() throws {
        let folder = try TemporaryFolder()
        let broken = try ReportHeaderParser(file: "mine.sql").parse(
            "-- title: A\n-- question: B\nselect json('{')", name: "mine")
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            _ = try write(["decay"], of: store, to: folder.path)
            let before = try files(in: folder.path)
            let reports = try ReportCatalogue.reports(named: "tasks") + [broken]
            #expect(throws: ReportError.self) {
                try ReportFolder(path: folder.path, options: Self.options).write(
                    reports, with: ReportRunner(store: store), asked: ["tasks", "mine"])
            }
            #expect(try files(in: folder.path) == before)
        }
    }

    @Test func verifies() throws {
        let folder = try TemporaryFolder()
        try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            let parameters: [String: SQLValue] = ["where": "language = 'English'", "min_n": 5]
            _ = try write(["decay", "tasks"], of: store, to: folder.path, parameters: parameters)
            var verification = try ReportVerification(folder: folder.path)
            #expect(verification.differences.isEmpty && verification.recomputedCount == nil)
            try verification.recompute(on: store, version: "test")
            #expect(verification.differences.isEmpty, "\(verification.differences)")
            #expect(verification.recomputedCount == verification.fileCount && verification.fileCount > 40)

            try folder.write("changed", to: "decay.csv")
            try FileManager.default.removeItem(atPath: folder.path("tasks.md"))
            var second = try ReportVerification(folder: folder.path + "/")
            try second.recompute(on: store, version: "next")
            #expect(
                second.differences == [
                    "decay.csv was changed since it was written", "tasks.md is not there any more",
                    "the program is cultivar next, and cultivar test wrote the files",
                ] + second.differences.dropFirst(3))
            #expect(second.differences.contains("decay.csv: the store gives another one, from line 1 on"))
        }
    }

    @Test func anotherStoreIsTold() throws {
        let folder = try TemporaryFolder()
        try SmallCorpus.withStore(of: SmallCorpus.many) { _ = try write(["decay"], of: $0, to: folder.path) }
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            var verification = try ReportVerification(folder: folder.path)
            try verification.recompute(on: store, version: "test")
            #expect(verification.differences.first?.hasPrefix("the store is ") == true)
            #expect(verification.recomputedCount == 0)
        }
    }

    @Test func foldersThatAreNone() throws {
        let folder = try TemporaryFolder()
        let missing = #expect(throws: ReportFolderError.self) { try ReportVerification(folder: folder.path) }
        #expect(missing == .noManifest(path: folder.path("manifest.json")))
        try folder.write("{}", to: "manifest.json")
        let damaged = #expect(throws: ReportFolderError.self) { try ReportVerification(folder: folder.path) }
        #expect(damaged == .damagedManifest(path: folder.path("manifest.json")))
        #expect(throws: ReportFolderError.noTables(path: folder.path)) {
            try ComparedTables(inFolder: folder.path, reports: [], areAll: true)
        }
    }

    /// What the manifest tells of the rows is what the store accounts for.
    @Test func theManifestTellsWhatWasReadAndLeftOut() throws {
        let folder = try TemporaryFolder()
        let manifest = try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            try write(["decay"], of: store, to: folder.path, parameters: ["where": "stage = 'sft'"]).manifest
        }
        #expect(manifest.store.samples == 400 && manifest.store.files.map(\.stored) == [400])
        let expected = SmallCorpus.many.filter { $0.source == "aya" }.count
        #expect(manifest.tables.first?.matchingSamples == Int64(expected))
        #expect(manifest.tables.first?.sql.contains("(stage = 'sft')") == true)
        #expect(manifest.tables.first?.parameters["level"] == "0.95")
        #expect(try Manifest.read(from: folder.path) == manifest)
    }
}
