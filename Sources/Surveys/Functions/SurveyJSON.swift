/// A JSON object that is written member by member.
struct SurveyJSON {
    private var members: [String] = []

    var text: String { "{" + members.joined(separator: ",") + "}" }

    static func array(_ objects: [SurveyJSON]) -> String {
        "[" + objects.map(\.text).joined(separator: ",") + "]"
    }

    mutating func add(_ name: String, raw value: String) { members.append("\"\(name)\":\(value)") }

    mutating func add(_ name: String, _ words: String) {
        add(name, raw: JSONString(words).description)
    }

    /// null where there is no finite number.
    mutating func add(_ name: String, _ value: Double?) {
        add(name, raw: value.flatMap { $0.isFinite ? "\($0)" : nil } ?? "null")
    }

    /// The number, and the ends of its interval as `_low` and `_high`.
    mutating func add(_ name: String, _ interval: ResampledInterval) {
        add(name, interval.estimate)
        add(name + "_low", interval.low)
        add(name + "_high", interval.high)
    }
}
