import Foundation
import TestSupport
import Testing
import Warehouse

@testable import Reports

@Suite struct ReportComparisonTests {
    private func tables(_ samples: [TestSample], _ names: [String] = ["decay"]) throws -> ComparedTables {
        try SmallCorpus.withStore(of: samples) { store in
            try ComparedTables(
                of: store, reports: names.flatMap(ReportCatalogue.reports(named:)), parameters: ["replicates": 100])
        }
    }

    @Test func nothingChangedInTheSame() throws {
        let all = try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            try ComparedTables(of: store, reports: ReportCatalogue.embedded(), parameters: ["replicates": 100])
        }
        let comparison = ReportComparison(all, all)
        #expect(comparison.changes.isEmpty && comparison.missingTables.isEmpty && comparison.valueCount > 1000)
    }

    @Test func whatChangesIsTold() throws {
        // All samples of one source turn cultural.
        var changed = SmallCorpus.many
        for index in changed.indices where changed[index].source == "ultra" {
            changed[index].culture = "GeneralCulture"
        }
        let comparison = ReportComparison(try tables(SmallCorpus.many), try tables(changed))
        let share = comparison.changes.first {
            $0.table == "decay" && $0.column == "share" && $0.row == "stage = alignment"
        }
        #expect(share?.new.number == 1 && share?.isOutside == true && share?.presence == .changed)
        #expect(!comparison.changes.contains { $0.table == "decay" && $0.row == "stage = sft" && $0.column == "share" })
        #expect(comparison.rows(onlyOutside: true).allSatisfy { $0[6] == 1 })
        #expect(comparison.rows().allSatisfy { $0.count == ReportComparison.columns.count })
    }

    @Test func rowsAndTablesOfOneSide() throws {
        let fewer = SmallCorpus.many.filter { $0.source != "ultra" }
        let comparison = ReportComparison(try tables(SmallCorpus.many, ["decay", "tasks"]), try tables(fewer))
        #expect(comparison.changes.contains { $0.presence == .onlyOld && $0.row == "stage = alignment" })
        #expect(comparison.missingTables.map(\.name) == ["tasks", "tasks-domain"])
        let turned = ReportComparison(try tables(fewer), try tables(SmallCorpus.many))
        #expect(turned.changes.contains { $0.presence == .onlyNew && $0.row == "stage = alignment" })
    }

    /// A folder says the same as the store that it was written from.
    @Test func aFolderIsAsItsStore() throws {
        let folder = try TemporaryFolder()
        try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            let runner = ReportRunner(store: store, parameters: ["replicates": 100])
            let reports = try runner.selecting(ReportCatalogue.embedded()).runnable
            let options = ReportFileOptions(formats: [.csv], hasByteOrderMark: true, version: "test")
            _ = try ReportFolder(path: folder.path, options: options).write(reports, with: runner, asked: ["all"])
            let written = try ComparedTables(inFolder: folder.path, reports: reports, areAll: true)
            let comparison = ReportComparison(
                written, try ComparedTables(of: store, reports: reports, parameters: ["replicates": 100]))
            #expect(comparison.changes.isEmpty && comparison.missingTables.isEmpty && comparison.valueCount > 1000)
        }
    }

    /// Names that look like numbers were numbers in a CSV and texts in a store, so that their rows were only in A and
    /// only in B; and 007 and 7 were one.
    @Test func namesThatLookLikeNumbersAreComparedAsTexts() throws {
        var samples = SmallCorpus.many
        let names = ["ultra": "2024", "aya": "007", "loose": "7"]
        for index in samples.indices { samples[index].source = names[samples[index].source ?? ""] ?? "1e3" }
        let sources: Set<String?> = ["2024", "007", "7", "1e3"]
        let folder = try TemporaryFolder()
        let stages = ["1e3": "pretraining", "007": "sft", "2024": "alignment"]
        try SmallCorpus.withStore(of: samples, stages: stages) { store in
            let reports = try ReportCatalogue.reports(named: "decay-source")
            _ = try ReportFolder(path: folder.path, options: ReportFileOptions(formats: [.csv], version: "test"))
                .write(reports, with: ReportRunner(store: store), asked: ["decay-source"])
            let inStore = try ComparedTables(of: store, reports: reports, parameters: [:])
            for isKnown in [true, false] {
                let written = try ComparedTables(inFolder: folder.path, reports: isKnown ? reports : [], areAll: true)
                #expect(Set(written.tables.flatMap { $0.rows.map { $0[2].text } }) == sources)
                for comparison in [ReportComparison(written, inStore), ReportComparison(inStore, written)] {
                    #expect(comparison.changes.isEmpty && comparison.missingTables.isEmpty)
                    #expect(comparison.valueCount == 9 * sources.count)
                }
            }
        }
    }

    /// Rows were matched by texts that are values, such as the largest source: one row became two.
    @Test func rowsAreMatchedByTheirGrain() throws {
        var changed = SmallCorpus.many
        for index in changed.indices where changed[index].source == "web" { changed[index].source = "aya" }
        let comparison = ReportComparison(
            try tables(SmallCorpus.many, ["overview"]), try tables(changed, ["overview"]))
        let overview = comparison.changes.filter { $0.table == "overview" }
        #expect(!overview.isEmpty && overview.allSatisfy { $0.presence == .changed })
        for column in ["largest", "largest_n"] {
            #expect(overview.contains { $0.row == "dimension = source" && $0.column == column }, "\(overview)")
        }
    }

    @Test func tablesThatCannotBeRead() throws {
        let folder = try TemporaryFolder()
        try folder.write("a,b\n1\n", to: "mine.csv")
        let error = #expect(throws: ReportFolderError.self) {
            try ComparedTables(inFolder: folder.path, reports: [], areAll: true)
        }
        #expect(error?.description.contains("row 1 has 1 fields, and the header 2") == true)
    }
}
