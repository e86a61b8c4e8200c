/// What all figures look like: sizes and fonts for one column of a two-column paper, colours that people with any colour
/// vision tell apart.
enum FigureStyle {
    /// Pixels at 72 to the inch: with its axis and legend a figure is about 3.3 inches wide.
    static let width: JSONValue = 220
    static let height: JSONValue = 150

    /// M. Okabe and K. Ito, Color Universal Design (2008), without its yellow, which is too light on white.
    private static let palette: JSONValue = [
        "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000",
    ]
    private static let paletteSize = 7

    /// More series than this cannot be told apart.
    static let seriesLimit = 20
    /// More names than this cannot be read along an axis.
    static let nameLimit = 40

    /// The scale of the colours of names.
    static func nameScale(_ count: Int) -> JSONValue {
        count <= paletteSize ? ["range": palette] : ["scheme": "tableau20"]
    }

    /// The scale of the colours of numbers: from both sides of zero where there are both signs.
    static func numberScale(_ values: [Double]) -> JSONValue {
        guard let least = values.min(), let greatest = values.max(), least < 0, greatest > 0 else {
            return ["scheme": "viridis", "reverse": true]
        }
        return ["scheme": "purpleorange", "domainMid": 0]
    }

    static let configuration: JSONValue = [
        "font": "Helvetica, Arial, Liberation Sans, sans-serif",
        "background": "white",
        "view": ["stroke": .null],
        "title": ["fontSize": 9, "subtitleFontSize": 7, "subtitleColor": "#555555", "offset": 6],
        "axis": [
            "labelFontSize": 7, "titleFontSize": 8, "titleFontWeight": "normal", "gridColor": "#E5E5E5",
            "domainColor": "#888888", "tickColor": "#888888", "labelLimit": 120,
        ],
        "legend": ["labelFontSize": 7, "titleFontSize": 8, "titleFontWeight": "normal", "symbolSize": 40],
        "header": ["labelFontSize": 8, "titleFontSize": 8],
    ]
}
