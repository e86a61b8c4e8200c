import Columns

/// How many distinct values of a field are remembered while a file is read.
///
/// A field with more of them is nearly unique in each row: to remember them costs memory, and saves little.
struct MemoLimit: Sendable {
    let values: Int
    let bytes: Int

    static let standard = MemoLimit(values: 1 << 17, bytes: 16 << 20)

    func isExceeded(by dictionary: TagDictionary) -> Bool {
        dictionary.count > values || dictionary.byteCount > bytes
    }
}
