extension DotCommand {
    static let chart = DotCommand(
        name: ".chart", usage: "bar | line | lorenz | heat [COLUMN …]", summary: "draw the last result",
        detail: """
            .chart bar [LABEL [NUMBER]]        one bar per row
            .chart line [X [NUMBER [SERIES]]]  one line per series
            .chart lorenz [NUMBER]             the Lorenz curve of a column, with its Gini
            .chart heat [ROW [COLUMN [NUMBER]]] a shaded cell for each pair
            Columns that are not named are the first that fit, numbers the last.
            """,
        arguments: [.oneOf(Picture.Kind.allCases.map(\.rawValue)), .other], count: 1...4
    ) { session, call in
        guard let kind = Picture.Kind(rawValue: call.words[0].lowercased()) else {
            let kinds = Picture.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw PromptError.wrongValue(command: ".chart", value: call.words[0], expected: kinds)
        }
        guard let result = session.lastResult, !result.rows.isEmpty else { throw PromptError.nothingToChart }
        let picture = Picture(kind: kind, result: result, columns: Array(call.words.dropFirst()))
        try session.show(try picture.lines(on: session.chartCanvas))
    }
}

extension Session {
    /// As wide as the terminal, and low enough that the statement stays on the screen.
    var chartCanvas: ChartCanvas {
        let size = terminal?.size() ?? .standard
        return ChartCanvas(
            columns: min(size.columns, 120), rows: max(8, min(24, size.rows - 6)),
            usesColour: terminal?.usesColour ?? false)
    }
}
