/// The Python of an exported notebook.
enum PythonCode {
    /// Marks more than this many make a figure that nobody can read.
    private static let drawnRows = 200

    /// A name for a variable: other characters than letters, digits and `_` become `_`.
    static func identifier(_ name: String) -> String {
        let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        return plain.first?.isLetter == true ? plain : "table_" + plain
    }

    /// A text as a literal.
    static func literal(_ text: String) -> String {
        var buffer = TextBuffer()
        JSONText.append(string: text, into: &buffer)
        return buffer.text
    }

    /// Draws a chart of the data frame `table`, or says that there is nothing to draw.
    static func figure(_ chart: ReportChart, of table: String, title: String) -> String {
        let drawing = """
            figure, axes = plt.subplots(figsize=(8, 4.5))
            \(marks(chart))
            \(scales(chart))
            axes.set_xlabel(\(literal(chart.x)))
            axes.set_ylabel(\(literal(chart.y)))
            axes.set_title(\(literal(title)))
            axes.tick_params(axis="x", rotation=\(rotatesNames(chart) ? 60 : 0))
            \(legend(chart))figure.tight_layout()
            plt.show()
            """
        return """
            data = \(drawnRows(chart, of: table))
            if data.empty:
                print("The table has no rows to draw.")
            else:
            \(indented(drawing))
            """
    }

    private static func rotatesNames(_ chart: ReportChart) -> Bool {
        switch chart.kind {
        case .bar, .stack, .heat, .map: true
        case .line, .scatter, .lorenz: false
        }
    }

    private static func scales(_ chart: ReportChart) -> String {
        var lines: [String] = []
        if chart.hasLogarithmicX { lines.append("axes.set_xscale(\"log\")") }
        if chart.hasLogarithmicY {
            lines.append("axes.set_yscale(\"log\")")
        } else if chart.kind != .heat {
            lines.append("axes.set_ylim(bottom=min(0, data[\(literal(chart.y))].min()))")
        }
        return lines.isEmpty ? "axes.grid(False)" : lines.joined(separator: "\n")
    }

    /// The rows with a `y`. A missing name shows as "(none)"; a missing coordinate of a point cannot be shown.
    private static func drawnRows(_ chart: ReportChart, of table: String) -> String {
        let y = literal(chart.y)
        let x = literal(chart.x)
        switch chart.kind {
        case .scatter, .lorenz: return "\(table).dropna(subset=[\(x), \(y)])"
        case .heat:
            let value = literal(chart.colour ?? chart.y)
            return "\(table).dropna(subset=[\(value)]).fillna({\(x): \"(none)\", \(y): \"(none)\"}).head(\(drawnRows))"
        case .bar, .stack, .line, .map:
            let names = ([chart.x] + (chart.colour.map { [$0] } ?? [])).map { literal($0) + ": \"(none)\"" }
            return "\(table).dropna(subset=[\(y)]).fillna({\(names.joined(separator: ", "))}).head(\(drawnRows))"
        }
    }

    private static func marks(_ chart: ReportChart) -> String {
        switch chart.kind {
        case .bar, .map: bars(chart, style: "")
        case .stack: bars(chart, style: ", stacked=True")
        case .line: points(chart, call: "plot", style: ", marker=\"o\", markersize=3")
        case .scatter: points(chart, call: "scatter", style: "")
        case .lorenz:
            points(chart, call: "plot", style: "") + "\naxes.plot([0, 1], [0, 1], color=\"grey\", linewidth=0.8)"
        case .heat: cells(chart)
        }
    }

    private static func points(_ chart: ReportChart, call: String, style: String) -> String {
        let x = literal(chart.x)
        let y = literal(chart.y)
        guard let colour = chart.colour else {
            return "axes.\(call)(data[\(x)], data[\(y)]\(style))\(band(chart, x: x))"
        }
        return """
            for name, rows in data.groupby(\(literal(colour)), sort=False):
                axes.\(call)(rows[\(x)], rows[\(y)]\(style), label=name)
            """
    }

    private static func band(_ chart: ReportChart, x: String) -> String {
        guard let low = chart.low, let high = chart.high else { return "" }
        return "\naxes.fill_between(data[\(x)], data[\(literal(low))], data[\(literal(high))], alpha=0.2)"
    }

    private static func bars(_ chart: ReportChart, style: String) -> String {
        let x = literal(chart.x)
        let y = literal(chart.y)
        guard let colour = chart.colour else {
            return "axes.bar(data[\(x)].astype(str), data[\(y)])\(interval(chart, y: y))"
        }
        let table = "data.pivot_table(index=\(x), columns=\(literal(colour)), values=\(y), sort=False)"
        return "\(table).plot.bar(ax=axes, colormap=\"tab20\"\(style))"
    }

    private static func cells(_ chart: ReportChart) -> String {
        let value = literal(chart.colour ?? chart.y)
        return """
            cells = data.pivot_table(index=\(literal(chart.y)), columns=\(literal(chart.x)), values=\(value), sort=False)
            image = axes.imshow(cells, aspect="auto")
            axes.set_xticks(range(len(cells.columns)), cells.columns.astype(str))
            axes.set_yticks(range(len(cells.index)), cells.index.astype(str))
            figure.colorbar(image, label=\(value))
            """
    }

    /// Beside the figure, where it hides nothing; none for cells, whose colour is a number, and for one series.
    private static func legend(_ chart: ReportChart) -> String {
        guard let colour = chart.colour, chart.kind != .heat else { return "" }
        let place = "bbox_to_anchor=(1.02, 1), loc=\"upper left\""
        return "axes.legend(title=\(literal(colour)), \(place), fontsize=\"small\")\n"
    }

    private static func interval(_ chart: ReportChart, y: String) -> String {
        guard let low = chart.low, let high = chart.high else { return "" }
        return """

            spread = [data[\(y)] - data[\(literal(low))], data[\(literal(high))] - data[\(y)]]
            axes.errorbar(range(len(data)), data[\(y)], yerr=spread, fmt="none", ecolor="black")
            """
    }

    private static func indented(_ code: String) -> String {
        code.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
    }
}
