import ArgumentParser
import Export
import Foundation

/// How the text of samples is given markers.
struct MarkerArguments: ParsableArguments {
    @Option(
        name: .customLong("markers"),
        help: ArgumentHelp(
            "Put the tags into the text: '<culture>{culture}</culture>{text}'; a marker without a value is left out.",
            valueName: "template"))
    var template: String?

    @Option(
        name: .customLong("markers-file"), help: ArgumentHelp("The template in a file.", valueName: "file"),
        completion: .file())
    var file: String?

    @Option(name: .customLong("marker-position"), help: "Where the markers go, for a template without {text}.")
    var position: MarkerOptions.Position?

    @Option(
        name: .customLong("marker-column"),
        help: ArgumentHelp("Write the text with markers to a separate column.", valueName: "name"))
    var column: String?

    @Option(
        name: .customLong("marker-separator"),
        help: ArgumentHelp("The separator between the values of a list.", valueName: "text"))
    var separator = ", "

    @Option(name: .customLong("marker-escape"), help: "With xml, & < > in values become entities.")
    var escaping: MarkerOptions.Escaping = .none

    @Option(
        name: .customLong("marker-dropout"),
        help: ArgumentHelp("The share of samples that get no markers at all.", valueName: "rate"))
    var dropout: Rate = Rate(value: 0)

    @Option(
        name: .customLong("marker-dropout-by"),
        help: ArgumentHelp(
            "That share for samples with a value, such as source=Aya:0.2; the first that fits. Repeatable.",
            valueName: "column=value:rate"))
    var rules: [Rule] = []

    @Option(
        name: .customLong("marker-dropout-each"),
        help: ArgumentHelp(
            "The share of single markers that are left out, of all or of a column's. Repeatable.",
            valueName: "[column:]rate"))
    var each: [ColumnRate] = []

    func validate() throws {
        if template != nil, file != nil { throw ValidationError("Give --markers or --markers-file, not both.") }
        let isUsed = position != nil || column != nil || dropout.value > 0 || !rules.isEmpty || !each.isEmpty
        if isUsed, template == nil, file == nil { throw ValidationError("There are no markers: give --markers.") }
    }

    /// Nil if no markers are requested.
    ///
    /// - Throws: `ExportError.markers`; an error of Foundation where the file cannot be read.
    func options() throws -> MarkerOptions? {
        guard let source = try template ?? file.map(Self.text) else { return nil }
        var options = MarkerOptions(template: try MarkerTemplate(parsing: source))
        if options.template.hasText, position != nil {
            throw ValidationError(
                "The template has {text}, which says where the text goes: leave --marker-position out.")
        }
        options.position = position ?? .before
        options.column = column
        options.listSeparator = separator
        options.escaping = escaping
        options.dropout.rate = dropout.value
        options.dropout.rules = rules.map(\.rule)
        for rate in each {
            if let column = rate.column {
                options.dropout.rateByColumn[column] = rate.rate
            } else {
                options.dropout.eachRate = rate.rate
            }
        }
        return options
    }

    /// Editors end a file with a line feed, which is not meant.
    private static func text(of file: String) throws -> String {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// A share, from 0 to 1.
    struct Rate: ExpressibleByArgument, CustomStringConvertible {
        var value: Double

        init(value: Double) { self.value = value }

        init?(argument: String) {
            guard let value = Double(argument), (0...1).contains(value) else { return nil }
            self.value = value
        }

        var description: String { "\(value)" }
    }

    struct Rule: ExpressibleByArgument {
        var rule: MarkerDropout.Rule

        init?(argument: String) {
            guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex,
                let colon = argument[equals...].lastIndex(of: ":"),
                let rate = Rate(argument: String(argument[argument.index(after: colon)...]))
            else { return nil }
            let value = argument[argument.index(after: equals)..<colon]
            rule = MarkerDropout.Rule(
                column: String(argument[..<equals]), value: String(value), rate: rate.value)
        }
    }

    struct ColumnRate: ExpressibleByArgument {
        var column: String?
        var rate: Double

        init?(argument: String) {
            let colon = argument.lastIndex(of: ":")
            let digits = colon.map { String(argument[argument.index(after: $0)...]) } ?? argument
            guard let rate = Rate(argument: digits) else { return nil }
            self.rate = rate.value
            column = colon.map { String(argument[..<$0]) }
        }
    }
}

extension MarkerOptions.Position: ExpressibleByArgument {}
extension MarkerOptions.Escaping: ExpressibleByArgument {}
