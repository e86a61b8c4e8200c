/// The names of the columns of a CSV file.
struct CSVHeader {
    /// One name a column, no two alike.
    let names: [String]
    private let indices: [String: Int]

    /// Names an empty cell `column_N` by its 1-based position, and a repeated name `name_2`, `name_3`…
    init(_ cells: [String]) {
        var names: [String] = []
        var indices: [String: Int] = [:]
        let taken = Set(cells)
        for (position, cell) in cells.enumerated() {
            let wanted = cell.isEmpty ? "column_\(position + 1)" : cell
            var name = wanted
            var copy = 2
            // A name made up here must not equal one that a later cell really has.
            while indices[name] != nil || (name != cell && taken.contains(name)) {
                name = "\(wanted)_\(copy)"
                copy += 1
            }
            indices[name] = position
            names.append(name)
        }
        self.names = names
        self.indices = indices
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
