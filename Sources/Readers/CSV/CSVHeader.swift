/// The names of the columns of a CSV file.
struct CSVHeader {
    /// One name a column, no two alike.
    let names: [String]
    private let indices: [String: Int]

    /// Names an empty cell `column_N` by its 1-based place, and what is named like a column before it `name_2`,
    /// `name_3`…
    init(_ cells: [String]) {
        var names: [String] = []
        var indices: [String: Int] = [:]
        let taken = Set(cells)
        for (position, cell) in cells.enumerated() {
            let wanted = cell.isEmpty ? "column_\(position + 1)" : cell
            var name = wanted
            var copy = 2
            // A name made up here must not take the place of one that a later cell really has.
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

    func index(of name: String) -> Int? { indices[name] }
}
