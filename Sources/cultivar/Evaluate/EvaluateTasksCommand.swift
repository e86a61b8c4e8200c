import ArgumentParser
import Evaluation
import SQLite

struct EvaluateTasksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks",
        abstract: "List the tasks that the program has.",
        discussion: """
            A task says where text and label of a file are, what a model is asked, and how its reply becomes a label. \
            docs/benchmarks.md shows how to write one.

              cultivar evaluate tasks
            """)

    @OptionGroup var output: TableOutput

    func run() throws {
        try output.write(
            ["task", "labels", "about"],
            BenchmarkTask.shipped().map { task in
                [.text(task.name), .text(task.labels.joined(separator: ", ")), .text(task.about)]
            })
    }
}
