import Columns
import Parquet
import Warehouse

/// The combinations of tags that samples have, each once, as bytes.
struct TagCombinations {
    /// What a sample has of one column.
    enum Value: Equatable {
        case code(UInt32)
        case list([UInt32]?)
        case integer(Int64?)
        case real(Double?)
    }

    let columns: [ExportColumn]
    /// With lists in ascending order: the same tags in another order are the same.
    private var canonical = TagDictionary()
    /// The combinations whose lists were not in that order at their first occurrence, in their original order.
    private var asMet: [UInt32: [UInt8]] = [:]
    private var bytes: [UInt8] = []

    init(columns: [ExportColumn]) { self.columns = columns }

    var count: Int { canonical.count }

    /// The number of the combination of a row; a new number for a new combination.
    ///
    /// - Parameter values: one for each column.
    mutating func number(ofRow row: Int, _ values: [TagValues]) -> UInt32 {
        bytes.removeAll(keepingCapacity: true)
        var isSorted = true
        for column in values { isSorted = column.append(row, to: &bytes, sortingLists: true) && isSorted }
        let before = canonical.count
        let number = bytes.withUnsafeBytes { canonical.intern($0) }
        if canonical.count > before, !isSorted {
            var original: [UInt8] = []
            for column in values { _ = column.append(row, to: &original, sortingLists: false) }
            asMet[number] = original
        }
        return number
    }

    /// The values of a combination, one for each column.
    subscript(number: UInt32) -> [Value] {
        if let original = asMet[number] { return original.withUnsafeBytes(decoded) }
        return canonical.withBytes(of: number, decoded)
    }

    private func decoded(_ bytes: UnsafeRawBufferPointer) -> [Value] {
        var position = 0
        func word() -> UInt32 {
            defer { position += 4 }
            return bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
        }
        func number() -> UInt64? {
            let isPresent = word() == 1
            defer { position += 8 }
            return isPresent ? bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) : nil
        }
        return columns.map { column in
            switch column.kind {
            case .integer: return .integer(number().map { Int64(bitPattern: $0) })
            case .real: return .real(number().map { Double(bitPattern: $0) })
            case .list:
                let count = word()
                return .list(count == .max ? nil : (0..<count).map { _ in word() })
            case .code, .text, .any: return .code(word())
            }
        }
    }
}
