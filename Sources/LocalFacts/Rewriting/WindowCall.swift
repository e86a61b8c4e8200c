import SQLite

/// A call of a window function that is all of an expression: `name(arguments) over (partition by … order by …)`.
struct WindowCall {
    /// The token of the function's name.
    let name: Int
    let arguments: Range<Int>
    private(set) var partition: [Range<Int>] = []
    let order: [Range<Int>]

    /// Nil for any other expression, and for a window without order, with a frame or with a name.
    init?(_ range: Range<Int>, _ parser: SelectParser) {
        let tokens = parser.tokens
        guard let first = range.first, let end = parser.closing[first + 1], end + 2 < range.upperBound,
            tokens[end + 1].isWord("over"), let close = parser.closing[end + 2], close == range.upperBound - 1
        else { return nil }
        (name, arguments) = (first, first + 2..<end)
        var start = end + 3
        let order = parser.outer(start..<close).first { tokens[$0].isWord("order") }
        guard let order, order + 2 < close, tokens[order + 1].isWord("by") else { return nil }
        if tokens[start].isWord("partition"), tokens[start + 1].isWord("by") {
            partition = parser.parts(start + 2..<order)
            start = order
        }
        let isFrame = parser.outer(order..<close).contains { index in
            ["rows", "range", "groups"].contains { tokens[index].isWord($0) }
        }
        guard start == order, !isFrame else { return nil }
        self.order = parser.parts(order + 2..<close)
    }
}
