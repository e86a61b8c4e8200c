/// Decodes the repetition or definition levels of a page.
struct LevelDecoder {
    private enum Source {
        /// A column whose greatest level is 0 stores none.
        case none
        case runs(RunLengthDecoder)
        case packed(BitPackedLevels)
    }

    private var source: Source
    private let maximum: Int
    private let scratch: ScratchBuffer

    /// The bits of a level.
    static func width(maximum: Int) -> Int { Int.bitWidth - maximum.leadingZeroBitCount }

    /// - Parameter maximum: the greatest level of the column, up to 255.
    init(
        _ bytes: UnsafeRawBufferPointer, encoding: Encoding, maximum: Int, scratch: ScratchBuffer
    ) throws(ParquetProblem) {
        self.maximum = maximum
        self.scratch = scratch
        switch encoding {
        case _ where maximum == 0: source = .none
        case .rle: source = .runs(try RunLengthDecoder(bytes, width: Self.width(maximum: maximum)))
        case .bitPacked: source = .packed(BitPackedLevels(bytes, width: Self.width(maximum: maximum)))
        default: throw .unsupportedLevelEncoding(encoding)
        }
    }

    /// The levels of the next `count` entries, valid until the next call.
    mutating func next(_ count: Int) throws(ParquetProblem) -> Levels {
        switch source {
        case .none:
            return .constant(0)
        case .runs(var decoder):
            defer { source = .runs(decoder) }
            if let level = try decoder.uniform(count) {
                try check(level)
                return .constant(UInt8(level))
            }
            let levels = scratch.elements(count, of: UInt8.self)
            try check(try decoder.decode(into: levels))
            return .varying(UnsafeBufferPointer(levels))
        case .packed(var decoder):
            defer { source = .packed(decoder) }
            let levels = scratch.elements(count, of: UInt8.self)
            try check(try decoder.decode(into: levels))
            return .varying(UnsafeBufferPointer(levels))
        }
    }

    private func check(_ level: UInt32) throws(ParquetProblem) {
        guard level <= maximum else { throw .levelTooLarge(level: Int(level), limit: maximum) }
    }
}
