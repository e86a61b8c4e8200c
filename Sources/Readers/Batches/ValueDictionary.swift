/// The distinct values of a column that is being read, numbered from 0 in the order of their arrival.
///
/// A column of tags has few values that repeat. As numbers they take four bytes each, and the mapper processes each
/// distinct value once.
///
/// The owner calls ``deallocate()``. Copies share the memory, and only one of them may be changed.
struct ValueDictionary {
    private struct OtherValue: Hashable {
        var bytes: [UInt8]
        var kind: ValueKind
    }

    private var shortStrings = ShortValueTable()
    /// Values that are not short, or no strings.
    private var others: [OtherValue: UInt32] = [:]
    private var spans = GrowableBuffer<ByteSpan>()
    private var kinds = GrowableBuffer<ValueKind>()
    private var bytes = GrowableBuffer<UInt8>()
    private let lineage = FieldEntries.Lineage()
    /// Those of the last snapshot.
    private var entries: FieldEntries?
    private var valuesMet = 0
    private var othersMet = 0

    /// With more values than this, or more bytes of them, a column is more like a text than a tag.
    private static let maximumCount = 4096
    private static let maximumByteCount = 1 << 20
    /// A longer value is assumed not to repeat.
    private static let longestCompared = 256
    /// The number of values before which nothing is decided.
    private static let fewValues = 512

    func deallocate() {
        shortStrings.deallocate()
        spans.deallocate()
        kinds.deallocate()
        bytes.deallocate()
    }

    /// Forgets all values, and gives their memory back.
    mutating func forget() {
        deallocate()
        self = ValueDictionary()
    }

    /// The number of a short string, whose bytes are at `text`.
    @inline(__always)
    mutating func number(of key: ShortValueTable.Key, _ text: UnsafePointer<UInt8>, count: Int) -> UInt32 {
        let code = shortStrings.code(of: key)
        return code != 0 ? code &- 1 : add(key, text, count: count)
    }

    @inline(never)
    private mutating func add(_ key: ShortValueTable.Key, _ text: UnsafePointer<UInt8>, count: Int) -> UInt32 {
        let number = append(text, count: count, kind: .string)
        shortStrings.insert(key, code: number + 1)
        return number
    }

    /// The number of any value that is not always given to ``number(of:_:count:)``.
    mutating func number(ofOther text: UnsafePointer<UInt8>, count: Int, kind: ValueKind) -> UInt32 {
        othersMet += 1
        guard count <= Self.longestCompared else { return append(text, count: count, kind: kind) }
        let value = OtherValue(bytes: Array(UnsafeBufferPointer(start: text, count: count)), kind: kind)
        if let number = others[value] { return number }
        let number = append(text, count: count, kind: kind)
        others[value] = number
        return number
    }

    private mutating func append(_ text: UnsafePointer<UInt8>, count: Int, kind: ValueKind) -> UInt32 {
        let number = UInt32(truncatingIfNeeded: spans.count)
        spans.append(
            ByteSpan(start: UInt32(truncatingIfNeeded: bytes.count), length: UInt32(truncatingIfNeeded: count)))
        kinds.append(kind)
        bytes.append(text, count: count)
        return number
    }

    /// All values so far, by their numbers.
    ///
    /// - Complexity: O(bytes of all values) where values were added since the last call.
    mutating func snapshot() -> FieldEntries {
        if let entries, entries.count == spans.count { return entries }
        var copy = GrowableBuffer<UInt8>(capacity: bytes.count + ByteStorage.readableBeyond)
        copy.append(bytes.base, count: bytes.count)
        let made = FieldEntries(
            spans: spans.array(), kinds: kinds.array(), own: ByteStorage(adopting: copy), lineage: lineage)
        entries = made
        return made
    }

    /// Whether numbering pays, after another `count` values were numbered: most came again, and most were short
    /// strings.
    mutating func pays(after count: Int) -> Bool {
        valuesMet += count
        return spans.count <= Self.maximumCount && bytes.count <= Self.maximumByteCount
            && (valuesMet < Self.fewValues || (spans.count <= valuesMet / 2 && othersMet <= valuesMet / 4))
    }
}
