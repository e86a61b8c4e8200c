/// Dictionary codes of consecutive rows in memory, as narrow as their dictionary allows. Code 0 is null.
public enum CodeVector: Sendable, Equatable {
    case constant(UInt32, count: Int)
    case bytes([UInt8])
    case shorts([UInt16])
    case words([UInt32])

    public var count: Int {
        switch self {
        case .constant(_, let count): count
        case .bytes(let codes): codes.count
        case .shorts(let codes): codes.count
        case .words(let codes): codes.count
        }
    }

    /// The code of a row.
    ///
    /// - Precondition: `0 <= index < count`.
    public subscript(index: Int) -> UInt32 {
        switch self {
        case .constant(let code, _): code
        case .bytes(let codes): UInt32(codes[index])
        case .shorts(let codes): UInt32(codes[index])
        case .words(let codes): codes[index]
        }
    }

    /// The bytes that the codes take in memory.
    public var byteCount: Int {
        switch self {
        case .constant: 0
        case .bytes(let codes): codes.count
        case .shorts(let codes): codes.count * 2
        case .words(let codes): codes.count * 4
        }
    }

    /// The sum of all codes. Fewer than 2³² codes cannot exceed 64 bits.
    ///
    /// - Complexity: O(count).
    var total: UInt64 {
        func sum<Code: FixedWidthInteger>(_ codes: [Code]) -> UInt64 {
            codes.reduce(0) { $0 &+ UInt64(truncatingIfNeeded: $1) }
        }
        return switch self {
        case .constant(let code, let count): UInt64(code) &* UInt64(count)
        case .bytes(let codes): sum(codes)
        case .shorts(let codes): sum(codes)
        case .words(let codes): sum(codes)
        }
    }

    /// All codes.
    ///
    /// - Complexity: O(count).
    public var array: [UInt32] {
        if case .words(let codes) = self { return codes }
        return integers(as: UInt32.self)
    }

    /// All codes as integers of a type of 32 bits or more.
    ///
    /// - Complexity: O(count).
    func integers<Value: FixedWidthInteger>(as type: Value.Type) -> [Value] {
        func widened<Code: FixedWidthInteger>(_ codes: [Code]) -> [Value] {
            CodeVector.array(codes) { Value(truncatingIfNeeded: $0) }
        }
        switch self {
        case .constant(let code, let count):
            return Array(repeating: Value(truncatingIfNeeded: code), count: count)
        case .bytes(let codes): return widened(codes)
        case .shorts(let codes): return widened(codes)
        case .words(let codes): return widened(codes)
        }
    }

    /// `map` of the standard library without its capacity check for each element.
    @inline(__always)
    private static func array<Code, Result>(_ codes: [Code], _ transform: (Code) -> Result) -> [Result] {
        [Result](unsafeUninitializedCapacity: codes.count) { output, count in
            codes.withUnsafeBufferPointer { codes in
                for index in codes.indices { output.initializeElement(at: index, to: transform(codes[index])) }
            }
            count = codes.count
        }
    }

    public init(_ codes: [UInt32]) {
        self = CodeVector.narrowest(codes, maximum: codes.max() ?? 0)
    }

    private static func narrowest(_ codes: [UInt32], maximum: UInt32) -> CodeVector {
        switch maximum {
        case 0...0xFF: .bytes(codes.map { UInt8(truncatingIfNeeded: $0) })
        case 0...0xFFFF: .shorts(codes.map { UInt16(truncatingIfNeeded: $0) })
        default: .words(codes)
        }
    }

    /// The codes under a map from code to code, such as place → country.
    ///
    /// A code that is not in the map becomes 0.
    /// - Complexity: O(count).
    public func mapped(by map: [UInt32]) -> CodeVector {
        func apply(_ code: Int) -> UInt32 { code < map.count ? map[code] : 0 }
        if case .constant(let code, let count) = self { return .constant(apply(Int(code)), count: count) }
        switch map.max() ?? 0 {
        case 0...0xFF: return .bytes(mapped(by: map.map { UInt8(truncatingIfNeeded: $0) }))
        case 0...0xFFFF: return .shorts(mapped(by: map.map { UInt16(truncatingIfNeeded: $0) }))
        default: return .words(mapped(by: map))
        }
    }

    private func mapped<Code: FixedWidthInteger>(by map: [Code]) -> [Code] {
        // As many entries as there can be codes, so that no code must be compared with the number of entries.
        func table(_ count: Int) -> [Code] { (0..<count).map { $0 < map.count ? map[$0] : 0 } }
        func apply<Own: FixedWidthInteger>(_ codes: [Own], _ table: [Code]) -> [Code] {
            table.withUnsafeBufferPointer { table in CodeVector.array(codes) { table[Int($0)] } }
        }
        switch self {
        case .constant: return []
        case .bytes(let codes): return apply(codes, table(1 << 8))
        case .shorts(let codes): return apply(codes, table(1 << 16))
        case .words(let codes): return codes.map { Int($0) < map.count ? map[Int($0)] : 0 }
        }
    }
}
