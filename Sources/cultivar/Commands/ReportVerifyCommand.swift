import ArgumentParser
import Foundation
import Reports
import Tabular
import Warehouse

struct ReportVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check whether a folder of tables is unchanged and still matches the store.",
        discussion: """
            Compares each file with its hash in manifest.json, and runs the reports again on the store, with the same \
            parameters. It prints what differs, and the exit code is then 1. Pictures are not drawn again. Without a \
            store only the files are compared. Reports that used --table need the same tables again.

              cultivar report verify tables
            """)

    @Argument(
        help: ArgumentHelp("A folder that `cultivar report --out` wrote.", valueName: "folder"), completion: .directory)
    var folder: String

    @OptionGroup var tables: TableOption
    @OptionGroup var limits: RunLimits
    @OptionGroup var store: StoreOption

    func run() throws {
        var verification = try ReportVerification(folder: folder)
        let hasStore = store.given != nil || FileManager.default.fileExists(atPath: store.path)
        if hasStore {
            let store = try store.open()
            try limits.run(on: store) { try tables.load(into: store) }
            try limits.run(on: store) {
                try verification.recompute(
                    on: store, version: Release.version, citations: DataCitations.byProfile())
            }
        }
        let output = FileDescriptorSink.standardOutput()
        for difference in verification.differences { try output.write(Array("\(difference)\n".utf8)) }
        let again = verification.recomputedCount.map { "; the store gives \($0) of them again" } ?? ""
        try output.write(Array("\(verification.fileCount) files are as the manifest has them\(again)\n".utf8))
        if !verification.unnamed.isEmpty {
            let files = verification.unnamed.joined(separator: ", ")
            StandardError.write("cultivar: the manifest says nothing of \(files)\n")
        }
        if !hasStore { StandardError.write("cultivar: there is no store at \(store.path): name it with --store\n") }
        if !verification.differences.isEmpty { throw ExitCode(Termination.failed) }
    }
}
