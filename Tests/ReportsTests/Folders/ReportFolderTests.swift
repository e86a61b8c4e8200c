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

    /// The first tables left the manifest of a folder when a second run wrote into it, and a spoiled file went unseen.
    @Test func aSecondRunJoinsTheManifest() throws {
        let folder = try TemporaryFolder()
        try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            _ = try write(["decay"], of: store, to: folder.path, parameters: ["level": 0.9])
            let manifest = try write(["tasks", "domains"], of: store, to: folder.path).manifest
            #expect(manifest.requests.map(\.reports) == [["decay"], ["tasks", "domains"]])
            #expect(manifest.tables.filter { $0.request == 1 }.count == 5)
            let names = try Set(files(in: folder.path).keys).subtracting(["manifest.json"])
            #expect(Set(manifest.outputs.map(\.file)) == names && manifest.outputs.count == names.count)
            var verification = try ReportVerification(folder: folder.path)
            try verification.recompute(on: store, version: "test")
            #expect(verification.differences.isEmpty, "\(verification.differences)")
            #expect(verification.recomputedCount == names.count)
            try folder.write("spoiled", to: "decay-source.csv")
            #expect(
                try ReportVerification(folder: folder.path).differences
                    == ["decay-source.csv was changed since it was written"])
            // The same run again is one run.
            let again = try write(["decay"], of: store, to: folder.path, parameters: ["level": 0.9]).manifest
            #expect(again.requests.map(\.reports) == [["tasks", "domains"], ["decay"]])
            #expect(try ReportVerification(folder: folder.path).differences.isEmpty)
        }
    }

    /// Files of another store, of another version or with other parameters would stay beside the new ones.
    @Test func whatDoesNotGoTogetherIsRefused() throws {
        let folder = try TemporaryFolder()
        try SmallCorpus.withStore(of: SmallCorpus.many) { _ = try write(["decay", "tasks"], of: $0, to: folder.path) }
        let before = try files(in: folder.path)
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            let error = #expect(throws: ReportFolderError.self) {
                try write(["tasks", "domains"], of: store, to: folder.path)
            }
            #expect(error?.description.contains("--replace") == true, "\(String(describing: error))")
            let after = try files(in: folder.path)
            #expect(after == before)
        }
        try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            let csv = ReportFileOptions(formats: [.csv], version: "test")
            let parameters = #expect(throws: ReportFolderError.self) {
                try write(["decay"], of: store, to: folder.path, options: csv, parameters: ["level": 0.9])
            }
            #expect(
                parameters
                    == .otherParameters(folder: folder.path, file: "decay.tsv", table: "decay"),
                "\(String(describing: parameters))")
            let next = ReportFileOptions(formats: [.csv], version: "next")
            let version = #expect(throws: ReportFolderError.self) {
                try write(["domains"], of: store, to: folder.path, options: next)
            }
            #expect(version?.description.contains("--replace") == true, "\(String(describing: version))")
            #expect(try files(in: folder.path) == before)
            // All files are written again, or the former ones removed.
            _ = try write(["decay", "tasks"], of: store, to: folder.path, parameters: ["level": 0.9])
            var replacing = csv
            replacing.replaces = true
            try folder.write("mine", to: "notes.txt")
            let manifest = try write(["tasks"], of: store, to: folder.path, options: replacing).manifest
            #expect(manifest.requests.count == 1)
            #expect(
                try Set(files(in: folder.path).keys)
                    == ["tasks.csv", "tasks-domain.csv", "manifest.json", "notes.txt"])
            try folder.write("", to: "decay.csv")
            let verification = try ReportVerification(folder: folder.path)
            #expect(verification.unnamed == ["notes.txt"])
            #expect(verification.differences == ["decay.csv is named like a table, and the manifest does not name it"])
        }
    }

    /// Answers depend on more than the loaded files.
    @Test func theManifestNamesWhatAnswersDependOn() throws {
        let folder = try TemporaryFolder()
        func definitions(stages: [String: String]) throws -> [Manifest.Definition] {
            try SmallCorpus.withStore(of: SmallCorpus.many, stages: stages) { store in
                try write(["tasks"], of: store, to: folder.path(stages.keys.joined())).manifest.store.definitions
            }
        }
        let one = try definitions(stages: ["web": "pretraining"])
        let other = try definitions(stages: ["web": "pretraining", "aya": "sft"])
        #expect(one.first?.kind == .stageMap && one.first?.rows == 1 && one.first != other.first)
        #expect(one.dropFirst() == other.dropFirst())
        #expect(one.first { $0.name == "country" }?.rows == 249)
        #expect(one.allSatisfy { $0.kind == .profile || $0.sha256?.count == 64 })
        let profile = Manifest.Definition.all(ofProfiles: ["blend", "mine.yaml"])
        #expect(profile.map(\.name) == ["blend", "mine.yaml"] && profile[0].sha256?.count == 64)
        #expect(profile[1].sha256 == nil)
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
