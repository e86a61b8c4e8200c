/// How often a field occurs in its parent.
public enum Repetition: Int32, Sendable, Hashable, CaseIterable {
    case required = 0
    case optional = 1
    case repeated = 2

    init(reading field: ThriftField, from reader: inout CompactReader) throws(ParquetProblem) {
        let number = try reader.int32(field)
        guard let repetition = Repetition(rawValue: number) else { throw .unknownRepetition(number) }
        self = repetition
    }
}
