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

    /// The values of the samples of a row group, each one more than the value.
    func codes(of group: RowGroup) -> CodeVector {
        let ids = group.firstSampleID..<group.firstSampleID + Int64(group.rowCount)
        switch self {
        case .remainder(let divisor): return CodeVector(ids.map { UInt32(truncatingIfNeeded: $0 % divisor + 1) })
        case .quotient(let divisor): return CodeVector(ids.map { UInt32(truncatingIfNeeded: $0 / divisor + 1) })
        case .within(let range):
            if let sole = soleCode(of: group) { return .constant(sole, count: group.rowCount) }
            return CodeVector(ids.map { range.contains($0) ? 2 : 1 })
        }
    }

    /// The code of all samples of a row group; nil if they have several.
    func soleCode(of group: RowGroup) -> UInt32? {
        guard case .within(let range) = self else { return nil }
        let ids = group.firstSampleID...group.firstSampleID + Int64(group.rowCount) - 1
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
