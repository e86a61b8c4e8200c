/// The codes of a column that pass a comparison.
public enum AcceptedCodes: Sendable {
    /// These, of an equality or a list.
    case few([UInt32])
    /// Whether each code passes, by code.
    case table([Bool])
    /// All within these.
    case range(ClosedRange<UInt32>)

    public func contains(_ code: UInt32) -> Bool {
        switch self {
        case .few(let codes): codes.contains(code)
        case .table(let table): Int(code) < table.count && table[Int(code)]
        case .range(let range): range.contains(code)
        }
    }

    /// Whether each code below `count` passes.
    public func table(count: Int) -> [Bool] {
        switch self {
        case .few(let codes):
            var table = [Bool](repeating: false, count: count)
            for code in codes where Int(code) < count { table[Int(code)] = true }
            return table
        case .table(let table): return (0..<count).map { $0 < table.count && table[$0] }
        case .range(let range): return (0..<count).map { range.contains(UInt32($0)) }
        }
    }
}
