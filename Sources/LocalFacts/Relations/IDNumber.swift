import Columns

/// A whole number that follows from the id of a row alone, such as `id % 100`, as a statement passes it to a scan that
/// counts rows by it.
enum IDNumber: Hashable {
    /// Of the id and a number that is added to it.
    case remainder(Int64, added: Int64)
    case quotient(Int64, added: Int64)
    /// 1 for ids within the range, else 0.
    case within(ClosedRange<Int64>)

    /// Beyond these, there are too many values to count by.
    static let divisors: ClosedRange<Int64> = 2...65_536
    private static let leastQuotientDivisor: Int64 = 100
    /// No sum with an id, which is 1 or more, is negative.
    private static let addends: ClosedRange<Int64> = -1...1_000_000_000

    /// Nil if there were too many values.
    ///
    /// - Parameter added: is added to the id before.
    init?(_ sign: String, _ operand: Int64, added: Int64 = 0) {
        guard IDNumber.addends.contains(added) else { return nil }
        switch sign {
        case "%" where IDNumber.divisors.contains(operand): self = .remainder(operand, added: added)
        case "/" where operand >= IDNumber.leastQuotientDivisor: self = .quotient(operand, added: added)
        // The last bits are a remainder.
        case "&" where operand > 0 && operand < IDNumber.divisors.upperBound && operand & (operand + 1) == 0:
            self = .remainder(operand + 1, added: added)
        default: return nil
        }
    }

    init(_ range: ClosedRange<Int64>) { self = .within(range) }

    /// As a line of what is passed.
    var encoded: String {
        switch self {
        case .remainder(let divisor, let added): "id % \(divisor)\(IDNumber.encoded(added))"
        case .quotient(let divisor, let added): "id / \(divisor)\(IDNumber.encoded(added))"
        case .within(let range): "id between \(range.lowerBound) and \(range.upperBound)"
        }
    }

    private static func encoded(_ added: Int64) -> String { added == 0 ? "" : " of id + \(added)" }

    /// Nil if the text is not one that `encoded` made.
    init?(encoded: String) {
        let words = encoded.split(separator: " ")
        guard words.count >= 3, words[0] == "id", let number = Int64(words[2]) else { return nil }
        switch words.count {
        case 3: self.init(String(words[1]), number)
        case 5 where words[1] == "between" && words[3] == "and":
            guard let end = Int64(words[4]), number <= end else { return nil }
            self.init(number...end)
        case 7 where words[3...5] == ["of", "id", "+"]:
            guard let added = Int64(words[6]) else { return nil }
            self.init(String(words[1]), number, added: added)
        default: return nil
        }
    }

    /// The values of samples of consecutive ids, each one more than the value.
    ///
    /// - Complexity: O(count).
    func codes(firstID first: Int64, count: Int) -> CodeVector {
        switch self {
        case .remainder(let divisor, let added):
            var rest = (first + added) % divisor
            return IDNumber.codes(upTo: divisor, count: count) {
                defer { rest = rest + 1 == divisor ? 0 : rest + 1 }
                return rest + 1
            }
        case .quotient(let divisor, let added):
            var (quotient, rest) = (first + added).quotientAndRemainder(dividingBy: divisor)
            return IDNumber.codes(upTo: (first + added + Int64(count) - 1) / divisor + 1, count: count) {
                defer {
                    rest += 1
                    if rest == divisor { (quotient, rest) = (quotient + 1, 0) }
                }
                return quotient + 1
            }
        case .within(let range):
            if let sole = soleCode(firstID: first, count: count) { return .constant(sole, count: count) }
            return .bytes((first..<first + Int64(count)).map { range.contains($0) ? 2 : 1 })
        }
    }

    /// Codes of consecutive rows, as narrow as the greatest allows.
    @inline(__always)
    private static func codes(upTo greatest: Int64, count: Int, _ next: () -> Int64) -> CodeVector {
        func made<Code: FixedWidthInteger>(as type: Code.Type) -> [Code] {
            Array(unsafeUninitializedCapacity: count) { codes, initialized in
                for row in 0..<count { codes.initializeElement(at: row, to: Code(truncatingIfNeeded: next())) }
                initialized = count
            }
        }
        return switch greatest {
        case ...0xFF: .bytes(made(as: UInt8.self))
        case ...0xFFFF: .shorts(made(as: UInt16.self))
        default: .words(made(as: UInt32.self))
        }
    }

    /// The code of all samples of consecutive ids; nil if they have several.
    func soleCode(firstID first: Int64, count: Int) -> UInt32? {
        guard case .within(let range) = self, count > 0 else { return nil }
        let ids = first...first + Int64(count) - 1
        if !range.overlaps(ids) { return 1 }
        return range.lowerBound <= ids.lowerBound && ids.upperBound <= range.upperBound ? 2 : nil
    }

    /// The greatest value of the samples up to an id.
    func greatest(upTo id: Int64) -> Int64 {
        switch self {
        case .remainder(let divisor, _): divisor - 1
        case .quotient(let divisor, let added): (id + added) / divisor
        case .within: 1
        }
    }
}
