import Columns

/// A whole number that follows from the id of a row alone, such as `id % 100`, as a statement passes it to a scan that
/// counts rows by it.
enum IDNumber: Hashable {
    case remainder(Int64)
    case quotient(Int64)
    /// 1 for ids within the range, else 0.
    case within(ClosedRange<Int64>)

    /// Beyond these, there are too many values to count by.
    static let divisors: ClosedRange<Int64> = 2...65_536
    private static let leastQuotientDivisor: Int64 = 100

    /// Nil if there were too many values.
    init?(_ sign: String, _ divisor: Int64) {
        guard IDNumber.divisors.contains(divisor) || (sign == "/" && divisor > 0) else { return nil }
        switch sign {
        case "%": self = .remainder(divisor)
        case "/" where divisor >= IDNumber.leastQuotientDivisor: self = .quotient(divisor)
        default: return nil
        }
    }

    init(_ range: ClosedRange<Int64>) { self = .within(range) }

    /// As a line of what is passed.
    var encoded: String {
        switch self {
        case .remainder(let divisor): "id % \(divisor)"
        case .quotient(let divisor): "id / \(divisor)"
        case .within(let range): "id between \(range.lowerBound) and \(range.upperBound)"
        }
    }

    /// Nil if the text is not one that `encoded` made.
    init?(encoded: String) {
        let words = encoded.split(separator: " ")
        guard words.count >= 3, words[0] == "id", let number = Int64(words[2]) else { return nil }
        if words.count == 3 {
            self.init(String(words[1]), number)
        } else {
            guard words.count == 5, words[1] == "between", words[3] == "and", let end = Int64(words[4]), number <= end
            else { return nil }
            self.init(number...end)
        }
    }

    /// The values of samples of consecutive ids, each one more than the value.
    ///
    /// - Complexity: O(count).
    func codes(firstID first: Int64, count: Int) -> CodeVector {
        switch self {
        case .remainder(let divisor):
            var rest = first % divisor
            return IDNumber.codes(upTo: divisor, count: count) {
                defer { rest = rest + 1 == divisor ? 0 : rest + 1 }
                return rest + 1
            }
        case .quotient(let divisor):
            var (quotient, rest) = first.quotientAndRemainder(dividingBy: divisor)
            return IDNumber.codes(upTo: (first + Int64(count) - 1) / divisor + 1, count: count) {
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
        case .remainder(let divisor): divisor - 1
        case .quotient(let divisor): id / divisor
        case .within: 1
        }
    }
}
