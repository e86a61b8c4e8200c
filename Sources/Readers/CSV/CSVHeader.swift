import Parquet

/// The names of the columns of a CSV file.
struct CSVHeader {
    /// One name a column, no two alike.
    let names: [String]
    private let indices: [String: Int]

    /// Names an empty cell `column_N` by its 1-based position, and a repeated name `name_2`, `name_3`…
    init(_ cells: [String]) {
        // A name made up for an empty cell must not equal one that another cell really has.
        let taken = Set(cells)
        names = DistinctNames.of(
            cells.enumerated().map { position, cell in
                guard cell.isEmpty else { return cell }
                var name = "column_\(position + 1)"
                var copy = 2
                while taken.contains(name) {
                    name = "column_\(position + 1)_\(copy)"
                    copy += 1
                }
                return name
            })
        indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }

    init(columnCount: Int) {
        self.init(Array(repeating: "", count: columnCount))
    }

    /// The names in a header with another separator than the records, if there are as many as columns; else nil.
    static func names(in header: String, count: Int) -> [String]? {
        guard count > 2 else { return nil }
        for separator in [",", ";", "\t", "|", " "] as [Character] {
            let names = header.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
            if names.count == count, Set(names).count == count, names.allSatisfy({ !$0.isEmpty }) { return names }
        }
        return nil
    }

    func index(of name: String) -> Int? { indices[name] }
}
