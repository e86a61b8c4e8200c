import ArgumentParser
import LocalFacts
import Reports
import SQLite

/// The parameters that many reports have, each with its own option; a report declares which of them it takes.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Group the samples by this column; null for no groups.", valueName: "column"),
        completion: CompletionNames.columns)
    var by: String?

    @Option(help: ArgumentHelp("Only the samples that meet this SQL condition.", valueName: "condition"))
    var `where`: String?

    @Flag(help: "Leave out samples whose text an earlier one has; after `cultivar index duplicates`.")
    var deduplicated = false

    @Option(help: ArgumentHelp("Count this measure of the samples, not the samples.", valueName: "measure"))
    var weight: String?

    @Option(
        help: ArgumentHelp("whole, mention or fractional: how a sample of several places counts.", valueName: "way"))
    var counting: String?

    @Option(name: .customLong("min-n"), help: ArgumentHelp("Flag values from fewer samples.", valueName: "n"))
    var minimum: String?

    @Option(help: ArgumentHelp("Confidence level of intervals.", valueName: "level"))
    var level: String?

    @Option(
        help: ArgumentHelp(
            "Intervals count clusters of samples by this column: source, or none.", valueName: "column"),
        completion: CompletionNames.columns)
    var clusters: String?

    @Option(
        help: ArgumentHelp("Decompose a change by these columns at once: source,language.", valueName: "columns"))
    var factors: String?

    @Option(
        help: ArgumentHelp(
            "Calibrate the weights to these tables: columns of samples, and last the size of each value.",
            valueName: "tables"))
    var margins: String?

    @Option(
        name: .customLong("replicate-weights"),
        help: ArgumentHelp("Intervals by these measures as replicate weights: rep_*.", valueName: "measures"))
    var replicateWeights: String?

    @Option(help: ArgumentHelp("Seed of random draws.", valueName: "seed"))
    var seed: String?

    @Option(help: ArgumentHelp("Number of random draws.", valueName: "replicates"))
    var replicates: String?

    @Flag(
        name: .customLong("as-written"),
        help: "Spellings of a tag that differ only in case, blanks, hyphens and underscores are values of their own.")
    var isAsWritten = false

    @OptionGroup var others: ParameterOption

    /// The given values by name. A condition stays as it was typed.
    var values: [String: SQLValue] {
        let given = [
            "by": by, "weight": weight, "counting": counting, "min_n": minimum, "level": level,
            "clusters": clusters, "factors": factors, "margins": margins,
            "replicate_weights": replicateWeights, "seed": seed, "replicates": replicates,
        ]
        var values = others.values.merging(given.compactMapValues { $0.map(ParameterValue.parse) }) { _, own in own }
        if let condition { values["where"] = .text(condition) }
        if isAsWritten { values["as_written"] = 1 }
        return values
    }

    private var condition: String? {
        guard deduplicated else { return self.where }
        let isFirst = "(duplicate is null or duplicate in ('unique', 'first'))"
        // The line feed ends a comment.
        return self.where.map { "(\($0)\n) and \(isFirst)" } ?? isFirst
    }
}
