/// A JSON object of numbers and words, as statistics give it that have several results.
struct StatisticJSON {
    private var fields: [String] = []

    var text: String { "{" + fields.joined(separator: ",") + "}" }

    /// A number has the fewest digits that read back as the same double; null for NaN and infinity.
    mutating func add(_ name: String, _ number: Double?) { add(name, raw: Self.text(number)) }

    mutating func add(_ name: String, _ number: Int) { add(name, raw: "\(number)") }

    /// - Parameter word: without quotes and control characters.
    mutating func add(_ name: String, word: String) { add(name, raw: "\"\(word)\"") }

    /// - Parameter raw: JSON.
    mutating func add(_ name: String, raw: String) { fields.append("\"\(name)\":\(raw)") }

    mutating func add(_ name: String, _ bounds: StatisticFunction.Bounds?) {
        add("\(name)low", bounds?.low)
        add("\(name)high", bounds?.high)
    }

    static func text(_ number: Double?) -> String { number.map { $0.isFinite ? "\($0)" : "null" } ?? "null" }
}
