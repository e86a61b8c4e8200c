/// The distinct values of a multi-valued column over consecutive rows in memory.
///
/// Row `i` has the elements `offsets[i] ..< offsets[i + 1]`. Its values are distinct; `mentions` has how often each was
/// mentioned.
public struct ListVector: Sendable, Equatable {
    /// One more than there are rows, ascending from 0.
    public var offsets: [UInt32]
    /// The code of each element; 0 is a value that a derived column could not resolve.
    public var codes: CodeVector
    /// How often the row mentions the element; nil if that is once for every element.
    public var mentions: [UInt32]?

    public var rowCount: Int { offsets.count - 1 }
    public var elementCount: Int { Int(offsets.last ?? 0) }

    /// The distinct values of lists given as lengths and codes, in the order in which a row first mentions them.
    ///
    /// - Throws: `SegmentError.listLengths` if the lengths do not add up to the codes.
    /// - Complexity: O(codes) for short lists; a row of k codes costs O(k²) up to 32 and O(k log k) above.
    public init(lengths: CodeVector, codes: CodeVector) throws {
        let offsets = try ListVector.offsets(of: lengths, elementCount: codes.count)
        self = ListVector.distinct(offsets, codes, mentions: nil)
    }

    /// The same of lengths as they are collected.
    ///
    /// - Throws: `SegmentError.listLengths` if the lengths do not add up to the codes.
    public init(lengths: [UInt32], codes: CodeVector) throws {
        try self.init(lengths: .words(lengths), codes: codes)
    }

    /// Lists whose values are distinct already, as a cube keeps them.
    ///
    /// - Throws: `SegmentError.listLengths` if the lengths do not add up to the codes, `.repeatedListValue`.
    /// - Complexity: O(codes).
    init(lengths: CodeVector, distinctCodes codes: CodeVector, mentions: CodeVector) throws {
        let offsets = try ListVector.offsets(of: lengths, elementCount: codes.count)
        guard !ListVector.hasRepeats(offsets, codes) else { throw SegmentError.repeatedListValue }
        let isOnce = mentions == .constant(1, count: codes.count)
        self.init(offsets: offsets, codes: codes, mentions: isOnce ? nil : mentions.array)
    }

    /// Where each row's elements begin, and the end.
    private static func offsets(of lengths: CodeVector, elementCount: Int) throws -> [UInt32] {
        let total = lengths.total
        guard total == UInt64(elementCount), total <= UInt64(UInt32.max) else {
            throw SegmentError.listLengths(total: Int(clamping: total), values: elementCount)
        }
        return switch lengths {
        case .constant: offsets(of: lengths.array)
        case .bytes(let lengths): offsets(of: lengths)
        case .shorts(let lengths): offsets(of: lengths)
        case .words(let lengths): offsets(of: lengths)
        }
    }

    /// - Precondition: the lengths add up to no more than 32 bits.
    private static func offsets<Length: FixedWidthInteger & UnsignedInteger>(of lengths: [Length]) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: lengths.count + 1) { offsets, count in
            var end: UInt32 = 0
            offsets[0] = 0
            for (row, length) in lengths.enumerated() {
                end &+= UInt32(truncatingIfNeeded: length)
                offsets[row &+ 1] = end
            }
            count = lengths.count + 1
        }
    }

    /// A row's single code as a list of one element, or of none if it is null.
    public init(single codes: CodeVector) {
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(codes.count + 1)
        var elements: [UInt32] = []
        elements.reserveCapacity(codes.count)
        for row in 0..<codes.count {
            let code = codes[row]
            if code != 0 { elements.append(code) }
            offsets.append(UInt32(elements.count))
        }
        self.init(offsets: offsets, codes: CodeVector(elements), mentions: nil)
    }

    /// The lists of these rows, in their order.
    func rows(_ rows: [Int]) -> ListVector {
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(rows.count + 1)
        var elements: [Int] = []
        for row in rows {
            elements += Int(self.offsets[row])..<Int(self.offsets[row + 1])
            offsets.append(UInt32(elements.count))
        }
        return ListVector(
            offsets: offsets, codes: CodeVector(elements.map { codes[$0] }),
            mentions: mentions.map { mentions in elements.map { mentions[$0] } })
    }

    /// For each row its number of elements.
    ///
    /// - Complexity: O(rows).
    public var lengths: CodeVector {
        CodeVector((0..<rowCount).map { offsets[$0 + 1] - offsets[$0] })
    }

    /// The lists under a map from code to code, distinct again: a row's places as its countries.
    ///
    /// - Complexity: O(elements).
    public func mapped(by map: [UInt32]) -> ListVector {
        ListVector.distinct(offsets, codes.mapped(by: map), mentions: mentions)
    }

    /// For each row its value where it has exactly one, else 0.
    ///
    /// - Complexity: O(rows).
    public var soleCodes: CodeVector {
        CodeVector((0..<rowCount).map { row in offsets[row + 1] - offsets[row] == 1 ? codes[Int(offsets[row])] : 0 })
    }

    init(offsets: [UInt32], codes: CodeVector, mentions: [UInt32]?) {
        self.offsets = offsets
        self.codes = codes
        self.mentions = mentions
    }
}
