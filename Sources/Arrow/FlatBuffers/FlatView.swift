/// A table of FlatBuffers that is read. Every offset in it is checked before it is followed.
struct FlatView {
    private let bytes: [UInt8]
    private let position: Int
    /// Where the offsets of the fields are, and how many bytes they take.
    private let list: Int
    private let listBytes: Int

    /// The root table.
    init(root bytes: [UInt8]) throws(ArrowProblem) {
        guard bytes.count >= 8 else { throw .metadata("it has \(bytes.count) bytes") }
        try self.init(bytes, at: Int(Self.load(UInt32.self, bytes, 0)))
    }

    private init(_ bytes: [UInt8], at position: Int) throws(ArrowProblem) {
        guard position >= 4, position <= bytes.count - 4 else { throw Self.outside(position) }
        let list = position - Int(Self.load(Int32.self, bytes, position))
        guard list >= 4, list <= bytes.count - 4 else { throw Self.outside(list) }
        let listBytes = Int(Self.load(UInt16.self, bytes, list))
        guard listBytes >= 4, listBytes <= bytes.count - list else { throw Self.outside(list) }
        self.bytes = bytes
        self.position = position
        self.list = list
        self.listBytes = listBytes
    }

    /// The most elements that a list of this table can have.
    var byteCount: Int { bytes.count }

    /// A number; `fallback` if the table does not have it.
    func integer<Number: FixedWidthInteger>(_ slot: Int, _ fallback: Number) throws(ArrowProblem) -> Number {
        guard let place = try place(slot, width: MemoryLayout<Number>.size) else { return fallback }
        return Self.load(Number.self, bytes, place)
    }

    func flag(_ slot: Int) throws(ArrowProblem) -> Bool { try integer(slot, UInt8(0)) != 0 }

    func table(_ slot: Int) throws(ArrowProblem) -> FlatView? {
        guard let place = try place(slot, width: 4) else { return nil }
        return try FlatView(bytes, at: try target(place))
    }

    func string(_ slot: Int) throws(ArrowProblem) -> String? {
        guard let vector = try vector(slot, width: 1) else { return nil }
        return String(decoding: bytes[vector.start..<vector.start + vector.count], as: UTF8.self)
    }

    func tables(_ slot: Int) throws(ArrowProblem) -> [FlatView] {
        guard let vector = try vector(slot, width: 4) else { return [] }
        var tables: [FlatView] = []
        for index in 0..<vector.count {
            tables.append(try FlatView(bytes, at: try target(vector.start + 4 * index)))
        }
        return tables
    }

    /// Structures, each of `width` 64-bit words.
    func words(_ slot: Int, each width: Int) throws(ArrowProblem) -> [[Int64]] {
        guard let vector = try vector(slot, width: 8 * width) else { return [] }
        return (0..<vector.count).map { index in
            (0..<width).map { Self.load(Int64.self, bytes, vector.start + 8 * (index * width + $0)) }
        }
    }

    /// The position of the elements of a list; nil if the table does not have it.
    private func vector(_ slot: Int, width: Int) throws(ArrowProblem) -> (start: Int, count: Int)? {
        guard let place = try place(slot, width: 4) else { return nil }
        let start = try target(place)
        let count = Int(Self.load(UInt32.self, bytes, start))
        guard count <= (bytes.count - start - 4) / width else { throw Self.outside(start) }
        return (start + 4, count)
    }

    /// The target of a reference, which has at least four bytes.
    private func target(_ place: Int) throws(ArrowProblem) -> Int {
        let target = place + Int(Self.load(UInt32.self, bytes, place))
        guard target <= bytes.count - 4 else { throw Self.outside(target) }
        return target
    }

    private func place(_ slot: Int, width: Int) throws(ArrowProblem) -> Int? {
        let entry = 4 + 2 * slot
        guard entry + 2 <= listBytes else { return nil }
        let offset = Int(Self.load(UInt16.self, bytes, list + entry))
        guard offset > 0 else { return nil }
        guard position + offset <= bytes.count - width else { throw Self.outside(position + offset) }
        return position + offset
    }

    private static func outside(_ place: Int) -> ArrowProblem {
        .metadata("an offset leads to byte \(place), which is outside of it")
    }

    private static func load<Number: FixedWidthInteger>(_: Number.Type, _ bytes: [UInt8], _ place: Int) -> Number {
        bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Number.self)) }
    }
}
