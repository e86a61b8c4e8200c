/// How a table is drawn: a kind of chart, and the role of each column in it.
public struct ReportChart: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case bar
        /// Bars on one another, one a colour.
        case stack
        case line, scatter
        /// A coloured cell for each x and y; the value is `colour`.
        case heat
        /// Cumulative shares from 0 to 1 on both axes, with the line of equality.
        case lorenz
        /// A tile for each country of `x` (ISO 3166-1 alpha-2), coloured by `y`.
        case map
    }

    /// What a column can be to a chart.
    public enum Encoding: String, Sendable, CaseIterable {
        case x, y, low, high, estimate, y2, low2, high2, colour, facet, row, of, or
    }

    public var kind: Kind
    public var x: String
    public var y: String
    /// The columns with the ends of an interval around `y`.
    public var low: String?
    public var high: String?
    /// The column that distinguishes series; for a heat map, the value.
    public var colour: String?
    /// The column with a panel for each of its values.
    public var facet: String?
    /// The column with a row of panels for each of its values; `facet` then distinguishes the panels of a row.
    public var row: String?
    public var hasLogarithmicX = false
    public var hasLogarithmicY = false

    /// Another measure with the unit of `y`, in a panel of its own.
    public struct Second: Sendable, Equatable {
        public var y: String
        public var low: String?
        public var high: String?
    }

    /// The rows with one value of a column.
    public struct Selection: Sendable, Equatable {
        public var column: String
        public var value: String
    }

    public var second: Second?
    /// The columns whose values the facet's value names, in the order of its parts: `country × language` for two.
    public var named: [String] = []
    /// The only rows that are drawn; nil for all.
    public var only: Selection?
    /// The column that the interval is around, if not `y`.
    public var estimate: String?
    /// The column with the number of rows that there are, of a table that may show fewer.
    public var count: String?
    /// The measure that is drawn, with its interval, in place of `y` if no row has a number of `y`.
    public var alternative: String?

    public init(
        kind: Kind, x: String, y: String, low: String? = nil, high: String? = nil, colour: String? = nil,
        facet: String? = nil, row: String? = nil, hasLogarithmicX: Bool = false, hasLogarithmicY: Bool = false
    ) {
        self.kind = kind
        self.x = x
        self.y = y
        self.low = low
        self.high = high
        self.colour = colour
        self.facet = facet
        self.row = row
        self.hasLogarithmicX = hasLogarithmicX
        self.hasLogarithmicY = hasLogarithmicY
    }

    /// The chart as a header writes it.
    public var text: String {
        let encodings: [(Encoding, String?)] = [
            (.x, x), (.y, y), (.low, low), (.high, high), (.estimate, estimate), (.y2, second?.y),
            (.low2, second?.low), (.high2, second?.high), (.colour, colour), (.facet, facet), (.row, row), (.of, count),
            (.or, alternative),
        ]
        let axes = (hasLogarithmicX ? "x" : "") + (hasLogarithmicY ? "y" : "")
        return
            ([kind.rawValue] + encodings.compactMap { name, column in column.map { "\(name.rawValue)=\($0)" } }
            + (named.isEmpty ? [] : ["named=" + named.joined(separator: ",")])
            + (only.map { ["only=\($0.column):\($0.value)"] } ?? [])
            + (axes.isEmpty ? [] : ["log=\(axes)"])).joined(separator: " ")
    }
}
