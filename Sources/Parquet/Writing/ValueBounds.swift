/// The least and the greatest of some values, in PLAIN encoding.
struct ValueBounds {
    private let type: PhysicalType
    private var integers: ClosedRange<Int64>?
    private var reals: ClosedRange<Double>?
    private(set) var minimumBytes: [UInt8]?
    private(set) var maximumBytes: [UInt8]?

    init(_ type: PhysicalType) { self.type = type }

    /// Adds a value in PLAIN encoding, a byte array without its length.
    mutating func add(_ value: UnsafeRawBufferPointer) {
        switch type {
        case .byteArray: add(bytes: value)
        case .boolean: add(Int64(value[0]))
        case .double: add(value.loadUnaligned(as: Double.self))
        default: add(value.loadUnaligned(as: Int64.self))
        }
    }

    mutating func add(_ value: Int64) {
        integers = integers.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
    }

    /// NaN has no place in the order.
    private mutating func add(_ value: Double) {
        if value.isNaN { return }
        reals = reals.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
    }

    private mutating func add(bytes: UnsafeRawBufferPointer) {
        guard let minimum = minimumBytes, let maximum = maximumBytes else {
            minimumBytes = Array(bytes)
            maximumBytes = Array(bytes)
            return
        }
        if Self.precedes(bytes, minimum) { minimumBytes = Array(bytes) }
        if maximum.withUnsafeBytes({ Self.precedes($0, bytes) }) { maximumBytes = Array(bytes) }
    }

    private static func precedes(_ one: UnsafeRawBufferPointer, _ other: [UInt8]) -> Bool {
        other.withUnsafeBytes { precedes(one, $0) }
    }

    /// By unsigned bytes, as the format orders texts.
    private static func precedes(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
        // Most values differ in their first byte.
        if let left = one.first, let right = other.first, left != right { return left < right }
        return one.lexicographicallyPrecedes(other)
    }

    /// Adds the bounds of other values.
    mutating func add(_ other: ValueBounds) {
        for range in [other.integers].compactMap(\.self) {
            add(range.lowerBound)
            add(range.upperBound)
        }
        for range in [other.reals].compactMap(\.self) {
            add(range.lowerBound)
            add(range.upperBound)
        }
        for bytes in [other.minimumBytes, other.maximumBytes].compactMap(\.self) {
            bytes.withUnsafeBytes { add(bytes: $0) }
        }
    }

    /// The bounds for statistics: nil without values; truncated to `limit` bytes, with a flag for each whether it is a
    /// value that occurs.
    func encoded(limit: Int) -> (minimum: (bytes: [UInt8], isExact: Bool), maximum: (bytes: [UInt8], isExact: Bool))? {
        switch type {
        case .byteArray:
            guard let minimumBytes, let maximumBytes,
                let upper = TextBound.upper(maximumBytes, limit: limit)
            else { return nil }
            return (TextBound.lower(minimumBytes, limit: limit), upper)
        case .boolean:
            return integers.map { (([UInt8($0.lowerBound)], true), ([UInt8($0.upperBound)], true)) }
        case .double:
            // The two zeros are equal, and a bound must hold for both.
            return reals.map { range in
                let low = range.lowerBound == 0 ? -0.0 : range.lowerBound
                let high = range.upperBound == 0 ? 0.0 : range.upperBound
                return ((Self.bytes(low.bitPattern), true), (Self.bytes(high.bitPattern), true))
            }
        default:
            return integers.map { range in
                (
                    (Self.bytes(UInt64(bitPattern: range.lowerBound)), true),
                    (Self.bytes(UInt64(bitPattern: range.upperBound)), true)
                )
            }
        }
    }

    private static func bytes(_ word: UInt64) -> [UInt8] { withUnsafeBytes(of: word.littleEndian) { Array($0) } }
}
