import Foundation
import SQLite
import Warehouse

/// The style of all figures: sizes and fonts for a two-column paper, colours that can be distinguished with any colour
/// vision.
enum FigureStyle {
    /// The width of a figure in one column, labels included, in points.
    static let columnWidth = 216
    /// The width of a figure over both columns.
    static let pageWidth = 450
    /// The height of a plot whose names, if it has any, stand below it.
    static let plotHeight = 140
    static let height: JSONValue = .value(.integer(Int64(plotHeight)))

    /// How many letters of the title and of the remarks below it fit in a column.
    static let titleLetters = 42
    static let remarkLetters = 56

    /// M. Okabe and K. Ito, Color Universal Design (2008), without its yellow, which is too light on white.
    static let palette: [JSONValue] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
    /// Of areas: their lightness differs, so that they can be told apart in grey.
    static let fills: [JSONValue] = ["#004D80", "#E69F00", "#008A66", "#F2C9E0", "#222222", "#66ADDB", "#B3460B"]
    private static let grey: JSONValue = "#BBBBBB"
    private static let dashPatterns: [JSONValue] = [
        [1, 0], [5, 2], [1, 2], [7, 2, 1, 2], [3, 3], [9, 3], [2, 1, 2, 4],
    ]

    /// More lines than this hide one another.
    static let seriesLimit = 6
    /// More names than this cannot be read along an axis, or make the figure higher than a page.
    static let nameLimit = 20
    static let panelLimit = 6
    /// How many panels are side by side in a grid, so that each is wide enough.
    static let gridLimit = 4
    /// A figure with its caption is no higher than this, in points: the text of a page is about 650.
    private static let pageHeight = 560
    /// What title, remarks, legend and the names below the panels take.
    private static let headHeight = 80
    static let roomBelowHead = pageHeight - headHeight
    /// What is between rows of panels.
    static let panelGap = 26
    /// The name for the merged parts of a whole, if there are more parts than colours.
    static let others = "others"

    /// The colours of series: those of the palette, repeated; grey for series without a name.
    static func colours(of names: [SQLValue], among palette: [JSONValue] = palette) -> [JSONValue] {
        var next = 0
        return names.map { name in
            if name == .null || name == .text(others) { return grey }
            next += 1
            return palette[(next - 1) % palette.count]
        }
    }

    static func dashes(_ count: Int) -> [JSONValue] {
        (0..<count).map { dashPatterns[$0 % dashPatterns.count] }
    }

    /// How many names of this length fit side by side in a legend of this width.
    static func legendColumns(letters: Int, width: Int) -> Int { max(1, width * 5 / (letters * 18 + 80)) }

    /// The text in lines of at most so many letters, broken between words.
    static func lines(of text: String, letters: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= letters {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// One weight of one font: in a PDF with two, their order differs from run to run.
    static let configuration: JSONValue = [
        "font": "Helvetica, Arial, Liberation Sans, sans-serif",
        "background": "white",
        "padding": 2,
        "mark": ["color": "#0072B2"],
        "view": ["stroke": .null],
        "title": [
            "fontSize": 10, "fontWeight": "normal", "subtitleFontSize": 7, "subtitleColor": "#555555", "offset": 6,
            "anchor": "start",
            "frame": "bounds",
        ],
        "axis": [
            "labelFontSize": 7, "titleFontSize": 8, "titleFontWeight": "normal", "gridColor": "#E5E5E5",
            "domainColor": "#888888", "tickColor": "#888888", "tickSize": 3, "labelLimit": 120,
        ],
        "axisQuantitative": ["labelOverlap": "greedy", "labelFlush": false],
        "legend": [
            "orient": "bottom", "direction": "horizontal", "labelFontSize": 7, "titleFontSize": 8,
            "titleFontWeight": "normal", "symbolSize": 40, "gradientLength": 120, "gradientThickness": 8,
            "labelLimit": 200, "titleLimit": 0, "offset": 6,
        ],
        "header": ["labelFontSize": 8, "titleFontSize": 8, "labelPadding": 4],
    ]
}
