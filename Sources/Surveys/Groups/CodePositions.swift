/// The position of each code of a question, from 1.
///
/// Codes are small numbers as a rule: their positions lie in an array, since a full wave looks up 28 million of them.
struct CodePositions: Sendable {
    /// By code from 0 on; 0 for none.
    private var small: [UInt8] = []
    private var others: [Int32: UInt8] = [:]

    private static let smallCodes: Range<Int32> = 0..<256

    /// The codes in order; of equal ones the first counts.
    init(_ codes: [Int32]) {
        for (index, code) in codes.enumerated() where self[code] == 0 { set(UInt8(index + 1), of: code) }
    }

    /// 0 for a code that has no position.
    subscript(code: Int32) -> UInt8 {
        if code >= 0, code < small.count { return small[Int(code)] }
        return others.isEmpty ? 0 : others[code] ?? 0
    }

    mutating func set(_ position: UInt8, of code: Int32) {
        guard Self.smallCodes.contains(code) else {
            others[code] = position
            return
        }
        let missing = Int(code) + 1 - small.count
        if missing > 0 { small.append(contentsOf: repeatElement(0, count: missing)) }
        small[Int(code)] = position
    }
}
