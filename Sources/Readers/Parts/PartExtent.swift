/// A length in a file.
public struct PartExtent: Sendable, Hashable {
    public var records: Int64 = 0
    public var lines: Int64 = 0

    public init(records: Int64 = 0, lines: Int64 = 0) {
        self.records = records
        self.lines = lines
    }

    public static func += (total: inout PartExtent, part: PartExtent) {
        total.records += part.records
        total.lines += part.lines
    }
}
