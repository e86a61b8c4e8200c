import ArgumentParser
import Foundation
import Prompt
import Reports
import Warehouse

struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Run one SQL statement and print its result.",
        discussion: """
            A statement that mentions n, the number of samples that a row stands for, gets one row for each distinct \
            combination of the other columns it mentions, and answers at once; one that does not gets a row a sample. \
            docs/relations.md tells the relations and their columns. It only reads; --writable lifts that.

              cultivar query "select stage, sum(n) from samples group by stage"
              cultivar query 'select * from places where country = $c' --param c=Peru
              cultivar query - --format csv < question.sql > answer.csv
            """)

    @Argument(help: ArgumentHelp("The statement; - reads it from standard input.", valueName: "SQL"))
    var sql: String

    @Option(help: "The form of the output.")
    var format: OutputFormatName = .table

    @OptionGroup var parameters: ParameterOption
    @OptionGroup var limits: LimitOptions
    @OptionGroup var store: StoreOption

    func run() throws {
        var options = limits.sessionOptions
        options.format = format
        options.limits.apply()
        let question = Question(
            store: try store.open(writable: limits.writable), output: FileDescriptorSink.standardOutput(),
            terminal: Terminal.ofStandardOutput(), options: options)
        try question.answer(sql == "-" ? standardInput() : sql, parameters: parameters.values)
    }

    private func standardInput() throws -> String {
        String(decoding: try FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self)
    }
}
