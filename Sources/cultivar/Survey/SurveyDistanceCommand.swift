import ArgumentParser
import Reports
import SQLite
import Surveys
import Warehouse

struct SurveyDistanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "distance",
        abstract: "Print how far the answers of countries or cultures are apart.",
        discussion: """
            One row per pair: the mean distance of their answers over the questions that both answered, with an \
            interval by respondents. --map prints a place in the plane for each group instead, --tree the groups in \
            the order in which they join.

              cultivar survey distance Iraq.csv Jordan.csv Germany.csv --seeds WVQ.jsonl
              cultivar survey distance *.csv --seeds WVQ.jsonl --by culture --tree
              cultivar survey distance --store survey.sqlite --map --figure map.vl.json
            """)

    @Option(help: "What respondents are put together by: country, culture.")
    var by = RespondentGrouping.country

    @Option(help: "The measure: \(DistanceMeasure.allCases.map(\.rawValue).joined(separator: ", ")).")
    var measure = DistanceMeasure.jensenShannonDistance

    @Flag(help: "Count respondents with their survey weights.")
    var weighted = false

    @Option(help: ArgumentHelp("Replicates of the intervals; 0 for none.", valueName: "count"))
    var replicates = 1_000

    @Option(help: "The seed of the replicates.")
    var seed: UInt64 = 1

    @Flag(help: "Print a map: a place for each group, by classical scaling.")
    var map = false

    @Flag(help: "Print a tree, by average linkage.")
    var tree = false

    @Option(
        help: ArgumentHelp(
            "With --map or --tree: draw it as a Vega-Lite specification; docs/papers.md says how to make a picture of it.",
            valueName: "file"),
        completion: .file())
    var figure: String?

    @OptionGroup var output: TableOutput
    @OptionGroup var source: SurveySource

    func validate() throws {
        if map, tree { throw ValidationError("--map and --tree do not go together.") }
        if figure != nil, !map, !tree { throw ValidationError("--figure goes with --map or --tree.") }
    }

    func run() throws {
        let table = try source.table(by: by)
        let hasIntervals = replicates > 0 && !map && !tree
        let distances = try SurveyDistances(
            table, measure: measure, isWeighted: weighted,
            bootstrap: hasIntervals ? RespondentBootstrap(seed: seed, replicates: replicates) : nil)
        if map { return try write(CultureMap(distances.matrix, names: distances.groups)) }
        if tree { return try write(CultureTree(distances.matrix, names: distances.groups)) }
        try output.write(
            ["first", "second", "shared_questions", "distance", "low", "high", "bias"],
            distances.pairs.map { pair in
                [
                    .text(pair.first), .text(pair.second), .integer(Int64(pair.sharedQuestions)),
                    .real(pair.distance.estimate), SurveyDistanceCommand.value(pair.distance.low),
                    SurveyDistanceCommand.value(pair.distance.high), SurveyDistanceCommand.value(pair.distance.bias),
                ]
            })
    }

    private func write(_ map: CultureMap) throws {
        if let figure { try DistanceFigure.write(DistanceFigure.map(map, measure: measure), to: figure) }
        try output.write(
            ["name", "x", "y"],
            zip(map.names, map.coordinates).map { name, place in
                [.text(name)] + place.map { SQLValue.real($0) }
            })
    }

    /// A row for each join, the nearest first; a cluster is named by its members.
    private func write(_ tree: CultureTree) throws {
        if let figure { try DistanceFigure.write(DistanceFigure.tree(tree, measure: measure), to: figure) }
        func name(_ cluster: Int) -> String {
            tree.members(of: cluster).map { tree.names[$0] }.joined(separator: " + ")
        }
        try output.write(
            ["first", "second", "distance", "size"],
            tree.joins.map { join in
                [
                    .text(name(join.first)), .text(name(join.second)), .real(join.distance),
                    .integer(Int64(join.size)),
                ]
            })
    }

    private static func value(_ number: Double?) -> SQLValue { number.map { .real($0) } ?? .null }
}

extension RespondentGrouping: ExpressibleByArgument {}
extension DistanceMeasure: ExpressibleByArgument {}
