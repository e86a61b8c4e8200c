import Reports
import Statistics
import Tabular
import Warehouse

/// A result as a chart of one kind: chooses the columns and draws the chart's lines.
struct Picture {
    enum Kind: String, CaseIterable {
        case bar, line, lorenz, heat
    }

    let kind: Kind
    let result: KeptResult
    /// The columns that the person named, completed by the first that fit if there are too few.
    var columns: [String] = []

    /// - Throws: `PromptError.unknownColumn`, `.notAChart`.
    func lines(on canvas: ChartCanvas) throws -> [String] {
        switch kind {
        case .bar:
            let value = try number(at: columns.count > 1 ? 1 : nil)
            let label = try given(0) ?? firstOther(than: [value])
            return BarChart(labels: texts(label), values: numbers(value)).lines(on: canvas)
        case .line: return try line().lines(on: canvas)
        case .lorenz:
            let value = try number(at: columns.isEmpty ? nil : 0)
            let weights = numbers(value).compactMap(\.self)
            guard weights.contains(where: { $0 > 0 }), !weights.contains(where: { $0 < 0 || !$0.isFinite }) else {
                throw PromptError.notAChart(
                    kind: kind.rawValue, reason: "its weights must be numbers from 0 on, one above 0")
            }
            return LorenzChart(weights: weights, gini: gini(weights)).lines(on: canvas)
        case .heat: return try heat().lines(on: canvas)
        }
    }

    private func line() throws -> LineChart {
        let value = try number(at: columns.count > 1 ? 1 : nil)
        let x = try given(0) ?? axis(besides: value)
        let series = try given(2) ?? texts.first { ![x, value].contains($0) }
        return LineChart(points: result, x: x, y: value, series: series)
    }

    private func heat() throws -> HeatChart {
        let value = try number(at: columns.count > 2 ? 2 : nil)
        let row = try given(0) ?? firstOther(than: [value])
        let column = try given(1) ?? firstOther(than: [value, row])
        var rowNames: [String] = []
        var columnNames: [String] = []
        var found: [String: [String: Double]] = [:]
        for (index, pair) in zip(texts(row), texts(column)).enumerated() {
            if found[pair.0] == nil { rowNames.append(pair.0) }
            if !columnNames.contains(pair.1) { columnNames.append(pair.1) }
            if let number = result.rows[index][value].number {
                found[pair.0, default: [:]][pair.1, default: 0] += number
            }
        }
        return HeatChart(
            rowNames: rowNames, columnNames: columnNames,
            values: rowNames.map { name in columnNames.map { found[name]?[$0] } })
    }

    // MARK: - Columns

    /// The index of the column that the person named at a position; nil if none was named.
    private func given(_ position: Int) throws -> Int? {
        guard position < columns.count else { return nil }
        let name = columns[position].lowercased()
        if let place = result.columns.firstIndex(where: { $0.lowercased() == name }) { return place }
        throw PromptError.unknownColumn(
            columns[position], known: result.columns,
            near: DidYouMean.guesses(for: name, among: result.columns))
    }

    /// A column of numbers: the one named at a position, else the last that has numbers.
    private func number(at position: Int?) throws -> Int {
        if let position, let place = try given(position) {
            guard hasNumbers(place) else {
                throw PromptError.notAChart(
                    kind: kind.rawValue, reason: "column \(result.columns[place]) has no numbers")
            }
            return place
        }
        let taken = Set(try columns.indices.compactMap(given))
        guard let place = result.columns.indices.last(where: { hasNumbers($0) && !taken.contains($0) }) else {
            throw PromptError.notAChart(kind: kind.rawValue, reason: "no column has numbers")
        }
        return place
    }

    private func firstOther(than taken: [Int]) throws -> Int {
        let others = result.columns.indices.filter { !taken.contains($0) }
        guard let place = others.first(where: { !hasNumbers($0) }) ?? others.first else {
            throw PromptError.notAChart(kind: kind.rawValue, reason: "it takes one more column")
        }
        return place
    }

    /// The horizontal axis of a line: the first column, or a column of numbers beside names that repeat, such as the
    /// years of each source.
    private func axis(besides value: Int) throws -> Int {
        let others = result.columns.indices.filter { $0 != value }
        guard let first = others.first else { return try firstOther(than: [value]) }
        let numbers = others.first(where: hasNumbers)
        let names = texts(first)
        return hasNumbers(first) || Set(names).count == names.count ? first : numbers ?? first
    }

    private var texts: [Int] { result.columns.indices.filter { !hasNumbers($0) } }

    private func hasNumbers(_ column: Int) -> Bool {
        let values = result.rows.lazy.map { $0[column] }
        return values.contains { $0.number != nil } && values.allSatisfy { $0.number != nil || $0 == .null }
    }

    private func texts(_ column: Int) -> [String] { result.rows.map { $0[column].plainText ?? "NULL" } }

    private func numbers(_ column: Int) -> [Double?] { result.rows.map { $0[column].number } }
}
