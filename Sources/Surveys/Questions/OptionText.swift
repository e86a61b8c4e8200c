/// The options of a question as one text, such as `1. Agree 2. Disagree`.
public struct OptionText: Sendable, Equatable {
    public let text: String
    /// The smallest and the largest run of digits, compared as strings: `10` comes before `2`. Prompts name them.
    public let smallest: String
    public let largest: String
    /// The numbers of the text, from the least to the greatest. A text may leave out the steps between, as in
    /// `1. Completely disagree 10. Completely agree`, so all whole numbers in the range are codes.
    public let range: ClosedRange<Int32>
    /// The wording by code, where the text has it.
    public let wording: [Int32: String]

    /// `nil` if the text has no number, or one beyond 32 bits.
    public init?(_ text: String) {
        let runs = Self.digitRuns(text)
        let strings = runs.map { String(text.unicodeScalars[$0]) }
        let numbers = strings.compactMap(Self.number)
        guard let least = numbers.min(), let greatest = numbers.max(), numbers.count == strings.count,
            let smallest = strings.min(by: Self.precedes), let largest = strings.max(by: Self.precedes)
        else { return nil }
        self.text = text
        (self.smallest, self.largest) = (smallest, largest)
        range = least...greatest
        wording = Self.wording(text, runs: runs, numbers: numbers)
    }

    /// By code points, as Python compares strings; UTF-8 has the same order.
    private static func precedes(_ first: String, _ second: String) -> Bool {
        first.utf8.lexicographicallyPrecedes(second.utf8)
    }

    /// The decimal value; digits of every script count, as in `\d` of Python.
    private static func number(_ digits: String) -> Int32? {
        var value: Int32 = 0
        for scalar in digits.unicodeScalars {
            guard let digit = scalar.properties.numericValue else { return nil }
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isSumTooLarge) = product.addingReportingOverflow(Int32(digit))
            guard !isTooLarge, !isSumTooLarge else { return nil }
            value = sum
        }
        return value
    }

    private static func digitRuns(_ text: String) -> [Range<String.UnicodeScalarView.Index>] {
        let scalars = text.unicodeScalars
        var runs: [Range<String.UnicodeScalarView.Index>] = []
        var position = scalars.startIndex
        while position < scalars.endIndex {
            guard scalars[position].isDecimalDigit else {
                position = scalars.index(after: position)
                continue
            }
            let end = scalars[position...].firstIndex { !$0.isDecimalDigit } ?? scalars.endIndex
            runs.append(position..<end)
            position = end
        }
        return runs
    }

    /// The text after each number with a full stop, up to the next one. The first wording of a code is kept: a
    /// published text numbers two options 4.
    private static func wording(
        _ text: String, runs: [Range<String.UnicodeScalarView.Index>], numbers: [Int32]
    ) -> [Int32: String] {
        let scalars = text.unicodeScalars
        let marks = zip(runs, numbers).filter { $0.0.upperBound < scalars.endIndex && scalars[$0.0.upperBound] == "." }
        var wording: [Int32: String] = [:]
        for (index, (run, number)) in marks.enumerated() where wording[number] == nil {
            let start = scalars.index(after: run.upperBound)
            let end = index + 1 < marks.count ? marks[index + 1].0.lowerBound : scalars.endIndex
            let words = String(scalars[start..<end]).trimmed
            if !words.isEmpty { wording[number] = words }
        }
        return wording
    }
}

extension Unicode.Scalar {
    fileprivate var isDecimalDigit: Bool { properties.generalCategory == .decimalNumber }
}
