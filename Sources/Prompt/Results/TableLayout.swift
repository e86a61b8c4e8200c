/// Which columns of a table are shown, and how wide: so that it fits a terminal.
///
/// Columns are narrowed in this order: texts are cut, the widest first, to at least `leastWidth`; then columns in the
/// middle are left out. The last one stays, since it often has the result. Numbers are never cut.
struct TableLayout: Equatable {
    struct Column: Equatable {
        /// Its place among all columns.
        var index: Int
        var width: Int
        var isNumeric: Bool
    }

    static let leastWidth = 8
    static let gap = 2

    private(set) var columns: [Column]
    /// Columns are left out after this one of `columns`; nil if all are shown.
    private(set) var gapAfter: Int?
    let total: Int

    /// - Parameters:
    ///   - widths: given for columns from the first on; 0 leaves the column to the layout.
    ///   - available: columns of the terminal; nil for no limit.
    init(headings: [CellText], rows: [[CellText]], widths: [Int] = [], widest: Int? = nil, available: Int?) {
        total = headings.count
        columns = headings.indices.map { index in
            let kinds = Set(rows.map { $0[index].kind }).subtracting([.null])
            let isNumeric = kinds == [.number]
            let natural = rows.reduce(headings[index].width) { max($0, $1[index].width) }
            let given = index < widths.count && widths[index] > 0 ? widths[index] : nil
            let width = given ?? (isNumeric ? natural : min(natural, widest ?? natural))
            return Column(index: index, width: max(1, width), isNumeric: isNumeric)
        }
        guard let available, width > available else { return }
        shrink(to: available, fixed: Set(widths.indices.filter { widths[$0] > 0 }))
        if width > available { leaveOut(until: available) }
    }

    /// What a row takes.
    private var width: Int {
        let gaps = max(0, columns.count - 1) * TableLayout.gap + (gapAfter == nil ? 0 : TableLayout.gap + 1)
        return columns.reduce(gaps) { $0 + $1.width }
    }

    private mutating func shrink(to available: Int, fixed: Set<Int>) {
        let soft = columns.indices.filter { !columns[$0].isNumeric && !fixed.contains($0) }
        let hard = width - soft.reduce(0) { $0 + columns[$1].width }
        var room = available - hard
        var left = soft.count
        // Narrow columns get what they need, the others share the rest.
        for index in soft.sorted(by: { columns[$0].width < columns[$1].width }) {
            let share = max(TableLayout.leastWidth, room / max(1, left))
            columns[index].width = min(columns[index].width, share)
            room -= columns[index].width
            left -= 1
        }
    }

    private mutating func leaveOut(until available: Int) {
        while width > available, columns.count > 2 {
            columns.remove(at: columns.count - 2)
            gapAfter = columns.count - 2
        }
        // Two columns or one: they are cut, whatever they hold.
        while width > available, let widest = columns.indices.max(by: { columns[$0].width < columns[$1].width }),
            columns[widest].width > 1
        {
            columns[widest].width -= min(columns[widest].width - 1, width - available)
        }
    }
}
