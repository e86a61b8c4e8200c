import Columns
import Readers

/// The distinct raw values of a field, numbered from 1 in the order of their arrival.
struct RawValueIndex {
    private(set) var values = TagDictionary()
    private let shortValues = ShortValues()

    private final class ShortValues {
        var table = ShortValueTable()

        deinit { table.deallocate() }
    }

    /// The codes of the entries from number `first` on, in their order.
    ///
    /// - Complexity: O(bytes); a known value of up to 24 bytes costs a few loads and no look-up in the dictionary.
    mutating func codes(of entries: FieldEntries, from first: Int = 0) -> [UInt32] {
        var table = shortValues.table
        defer { shortValues.table = table }
        return entries.withReader { reader in
            Array(unsafeUninitializedCapacity: entries.count - first) { codes, initialized in
                for index in first..<entries.count {
                    let bytes = UnsafeRawBufferPointer(reader.bytes(of: index))
                    guard let base = bytes.baseAddress, bytes.count <= ShortValueTable.maximumByteCount else {
                        codes[index &- first] = values.intern(bytes)
                        continue
                    }
                    let key = ShortValueTable.Key(base, count: bytes.count)
                    var code = table.code(of: key)
                    if code == 0 {
                        code = values.intern(bytes)
                        table.insert(key, code: code)
                    }
                    codes[index &- first] = code
                }
                initialized = entries.count - first
            }
        }
    }
}
