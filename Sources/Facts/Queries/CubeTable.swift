/// A table that an engine has written once: the combinations of some fields of an outside table, with their counts.
public struct CubeTable: Codable, Hashable, Sendable {
    /// As the engine names it; one with a slash is a folder of Parquet files.
    public var name: String
    public var fields: [OutsideField]
    /// What each of its rows has in the column `stamp`: another state of the outside table, or other fields, have
    /// another one. Hexadecimal digits.
    public var stamp: String
    public var cellCount: Int64

    /// The option of an outside table with its cubes, as JSON.
    public static let option = "cubes"

    public init(name: String, fields: [OutsideField], stamp: String, cellCount: Int64 = 0) {
        self.name = name
        self.fields = fields
        self.stamp = stamp
        self.cellCount = cellCount
    }

    /// Whether the combinations of a query can be counted from those of the cube.
    public func holds(_ query: GroupQuery) -> Bool {
        query.sums.isEmpty && query.fields.allSatisfy(fields.contains) && stamp.utf8.allSatisfy(isHexadecimalDigit)
    }

    private func isHexadecimalDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
