import ArgumentParser
import Reports
import Warehouse

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read all of a store and check every checksum and every count.",
        discussion: """
            Prints what was read, then each problem on a line of its own; exit code 1 where there is any.

              cultivar check --store paper.sqlite
            """)

    @OptionGroup var limits: RunLimits
    @OptionGroup var store: StoreOption

    func run() throws {
        let store = try store.open()
        let result = try limits.run(on: store) { try store.check() }
        let indexPages = result.indexPageCount == 0 ? "" : "\(result.indexPageCount) pages of text indexes, "
        var lines = result.problems.map(\.description)
        lines.append(
            """
            \(store.path): \(result.rowGroupCount) row groups, \(result.segmentCount) segments, \
            \(result.textBlockCount) text blocks, \(indexPages)\(result.problems.count) problems
            """)
        try FileDescriptorSink.standardOutput().write(Array((lines.joined(separator: "\n") + "\n").utf8))
        if !result.problems.isEmpty { throw ExitCode(Termination.failed) }
    }
}
