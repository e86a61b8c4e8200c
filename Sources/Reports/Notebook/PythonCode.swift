/// The Python of an exported notebook.
enum PythonCode {
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

    /// Draws a chart of the data frame `table`. Rows whose x or y is missing are left out of the figure.
    static func figure(_ chart: ReportChart, of table: String, title: String) -> String {
        let x = literal(chart.x)
        let y = literal(chart.y)
        let drawing =
            switch chart.kind {
            case .bar: bars(chart, x: x, y: y)
            case .line: points(chart, call: "plot", style: ", marker=\"o\", markersize=3")
            case .scatter: points(chart, call: "scatter", style: "")
            }
        return """
            data = \(table).dropna(subset=[\(x), \(y)]).head(200)
            figure, axes = plt.subplots(figsize=(8, 4.5))
            \(drawing)
            axes.set_xlabel(\(x))
            axes.set_ylabel(\(y))
            axes.set_title(\(literal(title)))
            axes.tick_params(axis="x", rotation=\(chart.kind == .bar ? 60 : 0))
            figure.tight_layout()
            plt.show()
            """
    }

    private static func points(_ chart: ReportChart, call: String, style: String) -> String {
        let x = literal(chart.x)
        let y = literal(chart.y)
        let band =
            if let low = chart.low, let high = chart.high {
                "\naxes.fill_between(data[\(x)], data[\(literal(low))], data[\(literal(high))], alpha=0.2)"
            } else {
                ""
            }
        guard let series = chart.series else { return "axes.\(call)(data[\(x)], data[\(y)]\(style))\(band)" }
        return """
            for name, rows in data.groupby(\(literal(series)), sort=False):
                axes.\(call)(rows[\(x)], rows[\(y)]\(style), label=name)
            axes.legend()
            """
    }

    private static func bars(_ chart: ReportChart, x: String, y: String) -> String {
        guard let series = chart.series else {
            return "axes.bar(data[\(x)].astype(str), data[\(y)])\(interval(chart, y: y))"
        }
        return """
            data.pivot_table(index=\(x), columns=\(literal(series)), values=\(y), sort=False).plot.bar(ax=axes)
            """
    }

    private static func interval(_ chart: ReportChart, y: String) -> String {
        guard let low = chart.low, let high = chart.high else { return "" }
        return """

            spread = [data[\(y)] - data[\(literal(low))], data[\(literal(high))] - data[\(y)]]
            axes.errorbar(range(len(data)), data[\(y)], yerr=spread, fmt="none", ecolor="black")
            """
    }
}
