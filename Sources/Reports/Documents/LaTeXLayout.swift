import Tabular

/// How a table fits a column or the text of a two-column paper: its size of type, and the widths of its columns.
///
/// Type is never smaller than `\scriptsize`, 7 pt in a class of 10 pt.
struct LaTeXLayout {
    /// A command of LaTeX, and the width of its letters as part of those at 10 pt.
    struct Size {
        var command: String
        var scale: Double
        /// Lines of this size on a page, with room for caption and notes.
        var linesOnAPage: Int
    }

    static let sizes = [
        Size(command: "\\small", scale: 0.925, linesOnAPage: 38),
        Size(command: "\\footnotesize", scale: 0.85, linesOnAPage: 44),
        Size(command: "\\scriptsize", scale: 0.8, linesOnAPage: 50),
    ]
    /// Those of the styles with the narrowest columns, in points; acl.sty has 219 and 455.
    static let columnWidth = 219.0
    static let textWidth = 455.0
    /// Half of the gap between two columns, in points.
    static let separation = 3.0
    /// No column of text is set narrower than this, in points.
    private static let leastTextWidth = 48.0

    let width: PrintedWidth
    let size: Size
    /// The widths of the columns that are broken into lines, in points; nil for the others.
    let brokenWidths: [Double?]
    /// The heading of each column in lines.
    let headings: [[String]]
    /// How many columns fit, from the first.
    let columnCount: Int

    /// - Parameter asked: the width that was chosen; nil for the narrowest that holds the table.
    init(_ table: PresentedTable, width asked: PrintedWidth?) {
        let measures = Self.measures(of: table)
        let widths = asked.map { [$0] } ?? PrintedWidth.allCases
        for width in widths {
            // In a column, the smallest type comes before broken lines; both come before a table over two columns.
            for breaks in [false, true] {
                for size in Self.sizes {
                    guard let broken = Self.brokenWidths(measures, in: width, at: size, breaks: breaks) else {
                        continue
                    }
                    (self.width, self.size, brokenWidths) = (width, size, broken)
                    headings = Self.headings(measures, broken, in: width, at: size)
                    columnCount = measures.count
                    return
                }
            }
        }
        let size = Self.sizes[Self.sizes.count - 1]
        let width = widths[widths.count - 1]
        var count = measures.count
        var broken: [Double?]?
        while count > 1, broken == nil {
            count -= 1
            broken = Self.brokenWidths(Array(measures.prefix(count)), in: width, at: size, breaks: true)
        }
        (self.width, self.size, columnCount) = (width, size, count)
        brokenWidths = broken ?? Array(repeating: Self.points(of: width), count: count)
        headings = measures.prefix(count).map(\.heading)
    }

    private static func points(of width: PrintedWidth) -> Double { width == .column ? columnWidth : textWidth }

    /// The headings of more than two lines in fewer lines, as far as the width has room for them: the highest first.
    private static func headings(
        _ measures: [Measure], _ broken: [Double?], in width: PrintedWidth, at size: Size
    ) -> [[String]] {
        var headings = measures.map(\.heading)
        var widths = zip(measures, broken).map { measure, broken in broken ?? measure.width * size.scale }
        var room = Self.room(for: measures.count, in: width) - widths.reduce(0, +)
        var open = Set(measures.indices.filter { broken[$0] == nil })
        while let highest = open.filter({ headings[$0].count > 2 }).max(by: {
            (headings[$0].count, $1) < (headings[$1].count, $0)
        }) {
            let lines = PrintedText.lines(of: measures[highest].title, atMost: headings[highest].count - 1)
            let wanted = ((lines.map(PrintedText.width).max() ?? 0) + 1) * size.scale
            let more = max(0, wanted - widths[highest])
            guard more <= room else {
                open.remove(highest)
                continue
            }
            headings[highest] = lines
            widths[highest] += more
            room -= more
        }
        return headings
    }

    /// What the columns have together, without the gaps between them, in points.
    private static func room(for count: Int, in width: PrintedWidth) -> Double {
        points(of: width) - 2 * separation * Double(count - 1)
    }

    /// One column as wide as it wants to be, in points of type of 10 pt.
    private struct Measure {
        var title: String
        var width: Double
        var isText: Bool
        var heading: [String]
        /// The least width of a column that is broken into lines.
        var least: Double
    }

    private static func measures(of table: PresentedTable) -> [Measure] {
        table.columns.enumerated().map { index, column in
            let cells = table.rows.map { PrintedText.width(of: $0[index]) }.max() ?? 0
            let heading = PrintedText.lines(of: column.heading, width: max(cells, 24))
            let widest = heading.map(PrintedText.width).max() ?? 0
            let isText = !column.isNumber && !column.hasInterval
            let pieces = isText ? table.rows.map { PrintedText.leastWidth(of: $0[index]) }.max() ?? 0 : 0
            return Measure(
                title: column.heading, width: max(cells, widest) + 1, isText: isText, heading: heading,
                least: max(pieces, widest) + 1)
        }
    }

    /// The widths of the columns that have to be broken so that all fit; nil if they do not.
    private static func brokenWidths(
        _ measures: [Measure], in width: PrintedWidth, at size: Size, breaks: Bool
    ) -> [Double?]? {
        let room = room(for: measures.count, in: width)
        var widths = measures.map { $0.width * size.scale }
        var excess = widths.reduce(0, +) - room
        var broken: [Double?] = measures.map { _ in nil }
        while excess > 0 {
            func least(_ column: Int) -> Double { max(leastTextWidth, measures[column].least * size.scale) }
            // The widest column that can be narrower: the columns shrink in turn.
            let shrinkable = measures.indices.filter { measures[$0].isText && widths[$0] > least($0) }
            guard breaks, let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { return nil }
            let next = max(least(widest), widths[widest] - max(min(excess, 10), 1))
            excess -= widths[widest] - next
            widths[widest] = next
            broken[widest] = next
        }
        return broken
    }

    /// The lines that a row takes.
    func lines(of row: [String]) -> Int {
        zip(row, brokenWidths).map { cell, width in
            width.map { Int((PrintedText.width(of: cell) * size.scale * 1.15 / $0).rounded(.up)) } ?? 1
        }.max().map { max(1, $0) } ?? 1
    }

    /// The rows in parts, each no longer than a page.
    func parts(of rows: [[String]]) -> [ArraySlice<[String]>] {
        var parts: [ArraySlice<[String]>] = []
        var start = 0
        var lines = 0
        for (index, row) in rows.enumerated() {
            let own = self.lines(of: row)
            if lines + own > size.linesOnAPage, index > start {
                parts.append(rows[start..<index])
                (start, lines) = (index, 0)
            }
            lines += own
        }
        parts.append(rows[start...])
        return parts
    }
}
