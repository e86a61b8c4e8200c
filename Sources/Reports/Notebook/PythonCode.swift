import Tabular

/// The Python of an exported notebook: pandas and matplotlib, simple enough to be changed.
enum PythonCode {
    /// With more names than this along an axis, a figure is unreadable.
    private static let namesInAFigure = 30
    private static let panels = 4

    /// What all cells need: the table reader, which reads from a folder, and figures as wide as the column of a paper.
    static func preamble(folder: String) -> String {
        """
        import io
        import os
        import re
        import shutil
        import sqlite3
        import subprocess

        import matplotlib.pyplot as plt
        import pandas as pd

        tables = \(literal(folder))

        # M. Okabe and K. Ito: colours that people with any colour vision tell apart.
        plt.rcParams.update({
            "figure.figsize": (5, 3), "figure.dpi": 90, "figure.max_open_warning": 0, "font.size": 8, "axes.titlesize": 9, "axes.titlelocation": "left",
            "axes.spines.top": False, "axes.spines.right": False,
            "axes.prop_cycle": plt.cycler(
                color=["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]),
        })


        def read(name):
            \"""A table as the report wrote it, with every digit. An empty field is a missing value, "" an empty text.\"""
            with open(os.path.join(tables, name + ".csv"), encoding="utf-8", newline="") as file:
                text = file.read()
            # pandas takes both for missing. The mark stands for two quotation marks that may be a whole field.
            mark = "\\x02"
            while mark in text:
                mark += "\\x02"
            text = re.sub(r'(?<![^,\\n])""(?![^,\\n])', mark, text)
            table = pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""])
            if mark not in text:
                return table

            def read_back(value):
                if not isinstance(value, str):
                    return value
                return "" if value == mark else value.replace(mark, '"')
            return table.map(read_back)


        def plain(table):
            \"""The table with dollar signs that matplotlib does not take for mathematics.\"""
            def escaped(value):
                return value.replace("$", r"\\$") if isinstance(value, str) else value
            return table.assign(**{
                name: [escaped(value) for value in table[name]] for name in table.select_dtypes(exclude="number")})
        """
    }

    /// Asks the store itself, if it is there: by the extension, or by the program where Python cannot load it.
    static let storeCell = """
        store, extension = "corpus.sqlite", "./libcultivar.so"
        question = "select stage, sum(n) as samples from samples group by stage"
        answer, problem = None, f"there is no {store} beside this notebook"
        if os.path.exists(store):
            try:
                connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
                connection.enable_load_extension(True)
                connection.load_extension(extension)
                answer = pd.read_sql(question, connection)
            except (AttributeError, sqlite3.Error, pd.errors.DatabaseError) as error:
                problem = f"{extension} cannot be loaded ({error}), and there is no program cultivar"
                if shutil.which("cultivar"):
                    command = ["cultivar", "query", question, "--store", store, "--format", "csv"]
                    asked = subprocess.run(command, capture_output=True, text=True)
                    if asked.returncode == 0:
                        answer = pd.read_csv(io.StringIO(asked.stdout))
                    else:
                        problem = asked.stderr.strip()
        if answer is None:
            print(f"The store was not asked: {problem}.")
        answer
        """

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

    /// A text of a figure, as a literal.
    private static func label(_ text: String) -> String { literal(text.replacing("$", with: "\\$")) }

    /// Draws a chart of the data frame `table`, with a figure for each of the first panels if it has panels.
    static func figure(_ chart: ReportChart, of table: String, title: String) -> String {
        let panelColumns = [chart.row, chart.facet].compactMap(\.self)
        let data = drawnRows(chart, of: table)
        let heading = panelColumns.isEmpty ? label(title) : "\(label(title + ": ")) + \" · \".join(map(str, panel))"
        let drawing = """
            left_out = ""
            figure, axes = plt.subplots(layout="constrained")
            \(marks(chart))
            \(scales(chart))
            axes.set_title(\(heading))
            if left_out:
                axes.annotate(left_out, (0, -0.02), xycoords="figure fraction", va="top", fontsize=7)
            plt.show()
            """
        if let second = chart.second {
            // A figure for each of the two measures.
            var (one, other) = (chart, chart)
            (one.second, other.second) = (nil, nil)
            (other.y, other.low, other.high) = (second.y, second.low, second.high)
            return [one, other].map { figure($0, of: table, title: "\(title), \($0.y.replacing("_", with: " "))") }
                .joined(separator: "\n\n")
        }
        guard !panelColumns.isEmpty else { return "data = \(data)\nif not data.empty:\n\(indented(drawing))" }
        let columns = panelColumns.map(literal).joined(separator: ", ")
        return """
            for panel, data in list(\(data).groupby([\(columns)], sort=False))[:\(panels)]:
            \(indented(drawing))
            """
    }

    /// The rows that have the drawn values; a missing name shows as "(none)".
    private static func drawnRows(_ chart: ReportChart, of table: String) -> String {
        let table =
            chart.only.map {
                "\(table)[\(table)[\(literal($0.column))] == \(literal($0.value))]"
            } ?? table
        let drawn = chart.kind == .heat ? chart.colour ?? chart.y : chart.y
        switch chart.kind {
        case .line, .scatter, .lorenz:
            return "plain(\(table).dropna(subset=[\(literal(chart.x)), \(literal(drawn))]))"
        case .bar, .stack, .heat, .map:
            let names = [chart.x] + (chart.kind == .heat ? [chart.y] : [chart.colour].compactMap(\.self))
            let filled = names.map { literal($0) + ": \"(none)\"" }.joined(separator: ", ")
            let types = names.map { literal($0) + ": object" }.joined(separator: ", ")
            return "plain(\(table).dropna(subset=[\(literal(drawn))]).astype({\(types)}).fillna({\(filled)}))"
        }
    }

    private static func marks(_ chart: ReportChart) -> String {
        switch chart.kind {
        case .bar, .map: bars(chart)
        case .stack: parts(chart)
        case .line: points(chart, call: "plot", style: "")
        case .scatter: points(chart, call: "scatter", style: ", s=12")
        case .lorenz:
            points(chart, call: "plot", style: "") + "\naxes.plot([0, 1], [0, 1], color=\"grey\", linewidth=0.8)"
        case .heat: cells(chart)
        }
    }

    /// A line or points for each series, with their intervals as bands.
    private static func points(_ chart: ReportChart, call: String, style: String) -> String {
        let x = literal(chart.x)
        let y = literal(chart.y)
        let band = { (rows: String) in
            guard let low = chart.low, let high = chart.high else { return "" }
            return """

                axes.fill_between(\(rows)[\(x)], \(rows)[\(literal(low))], \(rows)[\(literal(high))], alpha=0.2)
                """
        }
        guard let colour = chart.colour else {
            return "axes.\(call)(data[\(x)], data[\(y)]\(style))\(band("data"))"
        }
        return """
            for name, rows in data.groupby(\(literal(colour)), sort=False, dropna=False):
            \(indented("axes.\(call)(rows[\(x)], rows[\(y)]\(style), label=str(name))\(band("rows"))"))
            if axes.get_legend_handles_labels()[1] not in ([], ["nan"]):
                axes.legend(title=\(label(colour)), fontsize="small")
            """
    }

    /// Bars below one another, the first on top, with their intervals; one colour per series.
    private static func bars(_ chart: ReportChart) -> String {
        let x = literal(chart.x)
        let y = literal(chart.y)
        let ends = chart.low.flatMap { low in chart.high.map { high in (literal(low), literal(high)) } }
        let spread = ends.map { low, high in
            """

            middle = data[\(chart.estimate.map(literal) ?? y)]
            spread = [(middle - data[\(low)]).clip(lower=0), (data[\(high)] - middle).clip(lower=0)]
            axes.errorbar(middle, names, xerr=spread, fmt="\(chart.estimate == nil ? "none" : "D")", color="black", markersize=3, linewidth=0.8)
            """
        }
        let labels = chart.colour.map { "data[\(x)].astype(str) + \" · \" + data[\(literal($0))].astype(str)" }
        return """
            if len(data) > \(namesInAFigure):
                left_out = f"the first \(namesInAFigure) of {len(data)} rows"
            data = data.head(\(namesInAFigure))
            names = \(labels ?? "data[\(x)].astype(str)")
            figure.set_figheight(max(1.5, 0.15 * len(names) + 0.8))
            axes.barh(names, data[\(y)])\(spread ?? "")
            axes.invert_yaxis()
            """
    }

    private static func parts(_ chart: ReportChart) -> String {
        let columns = chart.colour.map { ", columns=\(literal($0))" } ?? ""
        return """
            parts = data.pivot_table(index=\(literal(chart.x))\(columns), values=\(literal(chart.y)), sort=False)
            parts.plot.barh(ax=axes, stacked=True, color=list(plt.rcParams["axes.prop_cycle"].by_key()["color"]), width=0.8)
            axes.legend(bbox_to_anchor=(1.02, 1), loc="upper left", fontsize="small")
            axes.invert_yaxis()
            """
    }

    private static func cells(_ chart: ReportChart) -> String {
        let value = literal(chart.colour ?? chart.y)
        return """
            cells = data.pivot_table(index=\(literal(chart.y)), columns=\(literal(chart.x)), values=\(value), sort=False)
            if max(cells.shape) > \(namesInAFigure):
                left_out = f"the first \(namesInAFigure) of {cells.shape[0]} rows and {cells.shape[1]} columns"
            cells = cells.iloc[:\(namesInAFigure), :\(namesInAFigure)]
            # White is zero where there are both signs.
            end = cells.abs().max().max()
            signed = {"cmap": "PuOr_r", "vmin": -end, "vmax": end} if (cells < 0).any().any() else {"cmap": "viridis_r"}
            image = axes.imshow(cells, aspect="auto", **signed)
            figure.set_figheight(max(2.5, 0.15 * len(cells) + 1.2))
            axes.set_xticks(range(len(cells.columns)), cells.columns.astype(str), rotation=60, ha="right")
            axes.set_yticks(range(len(cells.index)), cells.index.astype(str))
            figure.colorbar(image, label=\(label(chart.colour ?? chart.y)))
            """
    }

    private static func scales(_ chart: ReportChart) -> String {
        var lines: [String] = []
        switch chart.kind {
        case .bar, .map, .stack: lines.append("axes.set_xlabel(\(label(chart.y)))")
        case .line, .scatter, .lorenz:
            lines.append("axes.set(xlabel=\(label(chart.x)), ylabel=\(label(chart.y)))")
            if chart.hasLogarithmicX { lines.append("axes.set_xscale(\"log\")") }
            if chart.hasLogarithmicY { lines.append("axes.set_yscale(\"log\")") }
        case .heat: lines.append("axes.set(xlabel=\(label(chart.x)), ylabel=\(label(chart.y)))")
        }
        return lines.joined(separator: "\n")
    }

    private static func indented(_ code: String) -> String {
        code.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }
            .joined(separator: "\n")
    }
}
