/// What a statement asks of the places that rows have by their ids among the rows of their partition, such as
/// `row_number() over (partition by source order by id)`, as it passes it to a scan.
struct RowPlace: Equatable {
    enum Value: Equatable {
        /// 1 for the first row of the partition.
        case number
        /// The tile of the row, of so many that have equally many rows; the first ones have one more.
        case tile(of: Int64)
    }

    var value: Value
    /// Whether the row with the greatest id is the first.
    var isDescending: Bool
    /// Names of columns with codes.
    var partition: [String]

    /// More tiles than anyone reads.
    static let tileCounts: ClosedRange<Int64> = 1...1_000

    private static let mark = "place of row"
    /// These are in no name that is passed.
    private static let (fieldEnd, end) = (Character("\u{1F}"), Character("\u{1E}"))

    /// The start of a line of what is passed; the text of the query of the rows that are numbered follows it, and is
    /// empty for all rows. Nil if the name of a column cannot be passed.
    var encoded: String? {
        let tiles = if case .tile(let count) = value { String(count) } else { "" }
        let fields = [RowPlace.mark, tiles, isDescending ? "desc" : "asc"] + partition
        let isClear = partition.allSatisfy { name in
            !name.contains { $0.isNewline || $0 == RowPlace.fieldEnd || $0 == RowPlace.end }
        }
        return isClear ? fields.joined(separator: String(RowPlace.fieldEnd)) + String(RowPlace.end) : nil
    }

    init(_ value: Value, isDescending: Bool, partition: [String]) {
        (self.value, self.isDescending, self.partition) = (value, isDescending, partition)
    }

    /// Reads a line of what is passed; nil if it asks for something else.
    ///
    /// - Returns: what is asked, and the query of the rows that are numbered; nil for all rows.
    static func decoded(_ line: String) -> (place: RowPlace, rows: IDQuery?)? {
        guard line.hasPrefix(mark), let end = line.firstIndex(of: end) else { return nil }
        let fields = line[..<end].split(separator: fieldEnd, omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 3, fields[0] == mark, ["asc", "desc"].contains(fields[2]) else { return nil }
        var value = Value.number
        if !fields[1].isEmpty {
            guard let count = Int64(fields[1]), tileCounts.contains(count) else { return nil }
            value = .tile(of: count)
        }
        let rows = String(line[line.index(after: end)...])
        let place = RowPlace(value, isDescending: fields[2] == "desc", partition: Array(fields.dropFirst(3)))
        return (place, rows.isEmpty ? nil : IDQuery(rows: rows))
    }

    /// As `.explain` tells it.
    var description: String {
        let by = partition.isEmpty ? "" : " by \(partition.joined(separator: ", "))"
        return switch value {
        case .number: "number of row\(by)"
        case .tile(let count): "tile of \(count)\(by)"
        }
    }
}
