import Facts

extension OutsideFieldDescription {
    /// Whether the field has decimal numbers that are 64-bit integers: decimal(18,0).
    var hasNoFraction: Bool { decimalDigits.map { $0.fraction == 0 && $0.all <= 18 } ?? false }

    /// The number that a word means in the field, as SQL writes it. Nil if no number of the field is written so: a file
    /// is compared with words by the text of its numbers, too.
    func number(_ word: String) -> String? {
        switch kind {
        case .integer: return Int64(word).flatMap { "\($0)" == word ? word : nil }
        case .boolean: return ["true": "1", "false": "0"][word]
        case .real: return Double(word).flatMap { $0.isFinite && "\($0)" == word ? Self.double($0) : nil }
        case .single:
            guard let float = Float(word), float.isFinite, "\(float)" == word else { return nil }
            return Double(word).map(Self.double)
        case .decimal:
            let fraction = word.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first ?? ""
            guard let number = Double(word), number.isFinite, !word.contains(where: { "eExX".contains($0) }),
                fraction.count == decimalDigits?.fraction
            else { return nil }
            return Self.double(number)
        case .text, .list, .structure, .other: return nil
        }
    }

    /// An exponent makes it a double in each dialect.
    private static func double(_ number: Double) -> String {
        let text = "\(number)"
        return text.contains("e") ? text : "\(text)E0"
    }

    /// The digits of `decimal(10,2)`.
    private var decimalDigits: (all: Int, fraction: Int)? {
        let numbers = type.split { !$0.isNumber }.compactMap { Int($0) }
        guard kind == .decimal, numbers.count == 2 else { return nil }
        return (numbers[0], numbers[1])
    }
}
