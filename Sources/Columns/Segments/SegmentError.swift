/// What is wrong with a stored segment.
public enum SegmentError: Error, Equatable, Sendable {
    case checksum(expected: UInt64, found: UInt64)
    case truncated(needed: Int, available: Int)
    case leftOver(Int)
    case unknownEncoding(Int)
    case bitWidth(Int)
    case byteWidth(Int)
    case runs(count: Int, rows: Int)
    case valueOutOfRange(Int64)
    case nullCount(expected: Int, found: Int)
    case listLengths(total: Int, values: Int)
    case textBlock(reason: String)
    case cubeSamples(expected: Int, found: Int)
    case cubeCells
    case repeatedListValue
}

extension SegmentError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .checksum(let expected, let found):
            "the checksum is \(String(found, radix: 16)), \(String(expected, radix: 16)) was written: the bytes were changed"
        case .truncated(let needed, let available):
            "\(needed) bytes are needed and \(available) are there"
        case .leftOver(let count):
            "\(count) bytes follow the last value"
        case .unknownEncoding(let number):
            "encoding \(number) is not known: the store was made by a newer version"
        case .bitWidth(let width):
            "a bit width of \(width) is not between 1 and 64"
        case .byteWidth(let width):
            "a byte width of \(width) is not 1, 2, 4 or 8"
        case .runs(let count, let rows):
            "\(count) runs do not cover \(rows) rows"
        case .valueOutOfRange(let value):
            "the value \(value) does not fit its column"
        case .nullCount(let expected, let found):
            "\(expected) rows are said to be null, and \(found) are"
        case .listLengths(let total, let values):
            "the list lengths add up to \(total), and there are \(values) values"
        case .textBlock(let reason):
            "the text block cannot be read: \(reason)"
        case .cubeSamples(let expected, let found):
            "the cells of a cube have \(found) samples, and the row group \(expected)"
        case .cubeCells:
            "its cells are not those of the rows"
        case .repeatedListValue:
            "a list has a value twice"
        }
    }
}
