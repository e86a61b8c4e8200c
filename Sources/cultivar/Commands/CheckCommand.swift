import ArgumentParser
import Reports
import Tabular
import Warehouse

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read all of a store and check every checksum and every count.",
        discussion: """
            Prints each problem on a line of its own, then what was read; exit code 1 if there is any problem. Tables \
            that you may edit (source_stage, stage_order, noncultural_tag) are listed if they were edited; that is not \
            a problem.

              cultivar check --store paper.sqlite
            """)

    @OptionGroup var limits: RunLimits
    @OptionGroup var store: StoreOption

    func run() throws {
        let store = try store.open()
        let result = try limits.run(on: store) { try store.check() }
        let indexPages = result.indexPageCount == 0 ? "" : "\(result.indexPageCount) pages of text indexes, "
        var lines = result.problems.map(\.description) + result.edits.map(\.description)
        lines.append(
            """
            \(store.path): \(result.rowGroupCount) row groups, \(result.segmentCount) segments, \
            \(result.textBlockCount) text blocks, \(indexPages)\(result.problems.count) problems
            """)
        try FileDescriptorSink.standardOutput().write(Array((lines.joined(separator: "\n") + "\n").utf8))
        if !result.problems.isEmpty { throw ExitCode(Termination.failed) }
    }
}
