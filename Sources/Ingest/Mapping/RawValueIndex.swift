import Columns
import Readers

/// The distinct raw values of a field, numbered from 1 in the order of their arrival.
struct RawValueIndex {
    private(set) var values = TagDictionary()
    private let shortValues = ShortValueTable()

    /// The code of each entry, in their order.
    ///
    /// - Complexity: O(bytes); a value of up to 24 bytes that is known costs a few loads and no look at the dictionary.
    mutating func codes(of entries: FieldEntries) -> [UInt32] {
        entries.withReader { reader in
            Array(unsafeUninitializedCapacity: entries.count) { codes, initialized in
                for index in 0..<entries.count {
                    let bytes = UnsafeRawBufferPointer(reader.bytes(of: index))
                    guard let base = bytes.baseAddress, bytes.count <= ShortValueTable.maximumByteCount else {
                        codes[index] = values.intern(bytes)
                        continue
                    }
                    let key = ShortValueTable.Key(base, count: bytes.count)
                    var code = shortValues.code(of: key)
                    if code == 0 {
                        code = values.intern(bytes)
                        shortValues.insert(key, code: code)
                    }
                    codes[index] = code
                }
                initialized = entries.count
            }
        }
    }
}
