import ArgumentParser
import Reports
import SQLite
import Warehouse

/// Values of the parameters of a statement or report.
struct ParameterOption: ParsableArguments {
    @Option(
        name: .customLong("param"),
        help: ArgumentHelp(
            "Value of a parameter: null, a number, 'quoted' or plain text. Repeatable.", valueName: "name=value")
    )
    var assignments: [Assignment] = []

    var values: [String: SQLValue] {
        Dictionary(assignments.map { ($0.name, $0.value) }) { _, later in later }
    }

    struct Assignment: ExpressibleByArgument {
        var name: String
        var value: SQLValue

        init?(argument: String) {
            guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
            name = String(argument[..<equals])
            value = ParameterValue.parse(String(argument[argument.index(after: equals)...]))
        }
    }
}
