/// The room that a chart has.
struct ChartCanvas {
    var columns: Int
    var rows: Int
    var usesColour: Bool

    /// Colours that can be distinguished on dark and light backgrounds (ECMA-48 codes), one per series.
    static let seriesColours = ["34", "31", "32", "35", "36", "33"]
    /// Signs of the points, one per series, so that series do not differ only in colour.
    static let seriesSigns = ["●", "○", "◆", "◇", "▲", "△"]

    func coloured(_ text: String, series: Int) -> String {
        guard usesColour, !text.isEmpty else { return text }
        let code = ChartCanvas.seriesColours[series % ChartCanvas.seriesColours.count]
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
