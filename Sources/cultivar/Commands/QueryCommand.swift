import ArgumentParser
import Foundation
import Prompt
import Reports
import Tabular
import Warehouse

struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        // `Cultivar` parses it by itself. The parser then does not look for the options of completion scripts, which
        // takes as long.
        _superCommandName: "cultivar",
        abstract: "Run one SQL statement and print its result.",
        discussion: """
            `.tables`, `.describe NAME` and `.help NAME` describe the relations, their columns and the functions in \
            addition to SQLite's own. A statement can only read, unless --writable is given.

              cultivar query "select stage, count(*) from samples group by stage"
              cultivar query .tables
              cultivar query 'select * from places where country = $c' --param c=Peru
              cultivar query - --format csv < question.sql > answer.csv
              cultivar query 'select * from places' --format arrow > places.arrows
              cultivar query 'select * from mine' --table mine=codes.csv
            """)

    @Argument(
        help: ArgumentHelp(
            "The statement, or a command such as .tables; - reads it from standard input.", valueName: "SQL"))
    var sql: String

    @Option(
        help: ArgumentHelp(
            """
            The form of the output: \(OutputFormatName.allCases.map(\.rawValue).joined(separator: ", ")), or \
            \(ColumnarOutput.all.map(\.name).joined(separator: " or ")), which are for files and pipes.
            """, valueName: "form"),
        completion: .list(OutputFormatName.allCases.map(\.rawValue) + ColumnarOutput.all.map(\.name)))
    var format = "table"

    @OptionGroup var parameters: ParameterOption
    @OptionGroup var tables: TableOption
    @OptionGroup var reading: ReadingOption
    @OptionGroup var limits: LimitOptions
    @OptionGroup var store: StoreOption

    func run() throws {
        var options = limits.sessionOptions
        options.format = OutputFormatName(rawValue: format) ?? .table
        options.limits.apply()
        let store = try store.open(writable: limits.writable)
        try limits.runWork { try tables.load(into: store, reading: reading.override) }
        let output = FileDescriptorSink.standardOutput()
        let question = Question(
            store: store, output: output, terminal: Terminal.ofStandardOutput(), options: options)
        let statement = try sql == "-" ? standardInput() : sql
        if let columnar = ColumnarOutput(name: format) {
            try question.write(
                statement, parameters: parameters.values, as: columnar, version: Release.version, to: output)
        } else {
            try question.answer(statement, parameters: parameters.values)
        }
    }

    func validate() throws {
        guard OutputFormatName(rawValue: format) == nil else { return }
        guard let columnar = ColumnarOutput(name: format) else {
            let forms = OutputFormatName.allCases.map(\.rawValue) + ColumnarOutput.all.map(\.name)
            throw ValidationError("There is no form '\(format)'; the forms are \(forms.joined(separator: ", ")).")
        }
        if isatty(STDOUT_FILENO) != 0 {
            throw ValidationError(
                """
                \(columnar.title) is not for a terminal: write it into a file, … --format \(format) > answer.\(format)
                """)
        }
    }

    private func standardInput() throws -> String {
        String(decoding: try FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self)
    }
}
