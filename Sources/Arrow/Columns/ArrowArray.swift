import Parquet

/// The values of a column, or of a field below it, in one batch. All offsets and indices in it are checked.
public final class ArrowArray: Sendable {
    enum Content: Sendable {
        case null
        case bits(ArrowBuffer)
        /// Numbers and other values of the same number of bytes.
        case fixed(ArrowBuffer)
        case bytes(offsets: ArrowOffsets, ArrowBuffer)
        case views(ArrowBuffer, [ArrowBuffer])
        /// Indices into a dictionary, ``noCode`` for null.
        case codes([UInt32], ArrowDictionary)
        case structure([ArrowArray])
        case list(ArrowOffsets, ArrowArray)
        case fixedList(Int, ArrowArray)
    }

    static let noCode = UInt32.max

    /// For a coded column, the field of its dictionary's values.
    public let field: ArrowField
    public let count: Int
    let content: Content
    /// A bit per value, 0 for a null; nil if there are no nulls.
    private let validity: ArrowBuffer?

    init(_ field: ArrowField, count: Int, validity: ArrowBuffer?, content: Content) {
        self.field = field
        self.count = count
        self.validity = validity
        self.content = content
    }

    /// - Precondition: `0 <= index < count`, here and in all that follows.
    public func isNull(_ index: Int) -> Bool {
        switch content {
        case .null: true
        case .codes(let codes, _): codes[index] == Self.noCode
        default: validity.map { !$0.bit(index) } ?? false
        }
    }

    /// Whether there are no nulls.
    public var hasNoNulls: Bool {
        switch content {
        case .null: count == 0
        case .codes(let codes, _): !codes.contains(Self.noCode)
        default: validity == nil
        }
    }

    /// The indices of a coded column into its dictionary; those of nulls have no meaning. Nil for other columns.
    public var coding: (codes: [UInt32], dictionary: ArrowDictionary)? {
        if case .codes(let codes, let dictionary) = content { (codes, dictionary) } else { nil }
    }

    /// The array of a field of a structure; nil for others.
    public func field(_ index: Int) -> ArrowArray? {
        if case .structure(let fields) = content { fields[index] } else { nil }
    }

    /// The elements of all lists; nil if the values are no lists.
    public var elements: ArrowArray? {
        switch content {
        case .list(_, let elements), .fixedList(_, let elements): elements
        default: nil
        }
    }

    /// The range of the elements of a list; empty for a null.
    public func elements(of index: Int) -> Range<Int> {
        guard !isNull(index) else { return 0..<0 }
        switch content {
        case .list(let offsets, _): return offsets.range(index)
        case .fixedList(let size, _): return index * size..<(index + 1) * size
        default: return 0..<0
        }
    }

    /// The bytes of a value of texts or bytes, valid as long as the array is; nil for a null and for other values.
    public func bytes(of index: Int) -> UnsafeBufferPointer<UInt8>? {
        guard !isNull(index) else { return nil }
        switch content {
        case .bytes(let offsets, let data):
            let range = offsets.range(index)
            return UnsafeBufferPointer(start: data.base + range.lowerBound, count: range.count)
        case .views(let views, let buffers):
            let count = Int(views.number(4 * index, Int32.self))
            if count <= 12 { return UnsafeBufferPointer(start: views.base + 16 * index + 4, count: count) }
            let buffer = buffers[Int(views.number(4 * index + 2, Int32.self))]
            return UnsafeBufferPointer(start: buffer.base + Int(views.number(4 * index + 3, Int32.self)), count: count)
        case .fixed(let buffer):
            guard case .fixedBytes(let width) = field.type else { return nil }
            return UnsafeBufferPointer(start: buffer.base + width * index, count: width)
        case .null, .bits, .codes, .structure, .list, .fixedList: return nil
        }
    }
}

/// Where the elements of lists or the bytes of texts are.
struct ArrowOffsets: Sendable {
    let buffer: ArrowBuffer
    let isLarge: Bool

    func range(_ index: Int) -> Range<Int> { self[index]..<self[index + 1] }

    subscript(index: Int) -> Int {
        isLarge ? Int(buffer.number(index, Int64.self)) : Int(buffer.number(index, Int32.self))
    }
}

/// The values that coded columns refer to: those of one message, and those that later messages add.
public final class ArrowDictionary: Sendable {
    public let parts: [ArrowArray]
    /// The number of values before each part, and at the end of all.
    private let starts: [Int]

    public var count: Int { starts[parts.count] }

    init(_ parts: [ArrowArray]) {
        self.parts = parts
        starts = parts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    }

    /// The part with a value, and its index there.
    ///
    /// - Precondition: `0 <= index < count`.
    public func place(of index: Int) -> (part: ArrowArray, index: Int) {
        var part = 0
        while index >= starts[part + 1] { part += 1 }
        return (parts[part], index - starts[part])
    }
}
