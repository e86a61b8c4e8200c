import Columns
import SQLite

/// The values of a column's codes where SQLite can read them without a copy, by code.
///
/// SQLite may read such a text until its statement ends, so the texts live as long as the connection.
final class ValueTexts {
    /// The value of a code.
    enum Value {
        case null
        case integer(Int64)
        case real(Double)
        case text(UnsafePointer<CChar>, count: UInt64)
    }

    /// By code; the first is null.
    let values: UnsafeBufferPointer<Value>
    private let bytes: UnsafeMutableRawBufferPointer
    private var madeRanks: [UInt32]?

    /// With more values, only those that occur are sorted.
    private static let maximumRankedCount = 1_024

    init(_ values: CodeValues) {
        let codes = 1..<UInt32(max(1, values.count))
        let texts: [[UInt8]?] =
            switch values {
            case .dictionary, .numbers: []
            case .values(let values): values.map { $0.text.map { Array($0.utf8) } }
            }
        let byteCount =
            switch values {
            case .dictionary(let dictionary): dictionary.byteCount
            case .values, .numbers: texts.reduce(0) { $0 + ($1?.count ?? 0) }
            }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, byteCount), alignment: 1)
        let table = UnsafeMutableBufferPointer<Value>.allocate(capacity: max(1, values.count))
        table.initialize(repeating: .null)
        var offset = 0
        func copy(_ text: UnsafeRawBufferPointer) -> Value {
            let own = UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + text.count])
            own.copyMemory(from: text)
            offset += text.count
            // A null pointer would be SQL's null.
            return own.baseAddress.map { .text($0.assumingMemoryBound(to: CChar.self), count: UInt64(text.count)) }
                ?? .null
        }
        for code in codes {
            switch values {
            case .dictionary(let dictionary): table[Int(code)] = dictionary.withBytes(of: code, copy)
            case .numbers: table[Int(code)] = .integer(Int64(code) - 1)
            case .values(let all):
                switch all[Int(code)] {
                case .integer(let integer): table[Int(code)] = .integer(integer)
                case .real(let real): table[Int(code)] = .real(real)
                case .text: table[Int(code)] = texts[Int(code)]?.withUnsafeBytes(copy) ?? .null
                case .null, .blob: break
                }
            }
        }
        self.bytes = bytes
        self.values = UnsafeBufferPointer(table)
    }

    /// For each code its rank among all values, computed on first use; nil if there are many values.
    ///
    /// - Parameter own: the values that these are the texts of.
    func ranks(of own: CodeValues) -> [UInt32]? {
        guard values.count <= ValueTexts.maximumRankedCount else { return nil }
        if let madeRanks { return madeRanks }
        var ranks = [UInt32](repeating: 0, count: values.count)
        let order = (0..<UInt32(values.count)).sorted(by: own.precedes)
        for (rank, code) in order.enumerated() { ranks[Int(code)] = UInt32(rank) }
        madeRanks = ranks
        return ranks
    }

    deinit {
        bytes.deallocate()
        UnsafeMutableBufferPointer(mutating: values).deallocate()
    }
}
