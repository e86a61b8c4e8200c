import Foundation

/// Reads little-endian numbers from a model one after another.
struct ModelBytes {
    private let data: Data
    private(set) var offset = 0

    init(_ data: Data) { self.data = data }

    /// - Throws: `LanguageModelError.damaged` at the end of the file.
    mutating func bytes(_ count: Int) throws(LanguageModelError) -> Data {
        guard count >= 0, count <= data.count - offset else { throw .damaged(offset: offset) }
        defer { offset += count }
        let start = data.startIndex + offset
        return data[start..<start + count]
    }

    mutating func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(LanguageModelError) -> Number {
        let bytes = try bytes(MemoryLayout<Number>.size)
        return bytes.reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    /// A size of 32 bits from 0 to `most`.
    mutating func size(upTo most: Int) throws(LanguageModelError) -> Int {
        let start = offset
        let size = Int(try number(Int32.self))
        guard (0...most).contains(size) else { throw .damaged(offset: start) }
        return size
    }

    /// A size of 64 bits from 0 to `most`.
    mutating func longSize(upTo most: Int) throws(LanguageModelError) -> Int {
        let start = offset
        let size = Int(try number(Int64.self))
        guard (0...most).contains(size) else { throw .damaged(offset: start) }
        return size
    }

    mutating func floats(_ count: Int) throws(LanguageModelError) -> [Float] {
        guard count <= data.count / 4 else { throw .damaged(offset: offset) }
        var values: [Float] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(Float(bitPattern: try number(UInt32.self))) }
        return values
    }

    /// The bytes before the next zero byte, which is left out.
    mutating func word() throws(LanguageModelError) -> [UInt8] {
        let start = data.startIndex + offset
        guard let end = data[start...].firstIndex(of: 0) else { throw .damaged(offset: offset) }
        offset = end + 1 - data.startIndex
        return Array(data[start..<end])
    }

    mutating func flag() throws(LanguageModelError) -> Bool { try number(UInt8.self) != 0 }
}
