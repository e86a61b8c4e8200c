/// A projection made ready for the cells of CSV records.
struct CSVProjection {
    /// A column of a batch and the cell that fills it.
    struct CellColumn {
        var column: Int
        var cell: Int
    }

    /// Columns that are filled from the record's own cells.
    let cellColumns: [CellColumn]
    /// Where rows are made from a cell: its position, and the path inside its JSON.
    let expandedCell: (cell: Int, name: String, steps: [FieldPath.Step])?
    /// For unpivoted rows, each field's name and cell.
    let unpivoted: [(name: [UInt8], cell: Int)]
    /// Columns that take the value of the unpivoted cell.
    let valueColumns: [Int]
    /// Paths inside the JSON of the expanded cell, and the columns for a row's position.
    let rows: TapeProjection

    init(_ projection: Projection, header: CSVHeader, file: String) throws(ReadError) {
        func cell(_ name: String) throws(ReadError) -> Int {
            guard let index = header.index(of: name) else {
                throw .unknownColumn(file: file, column: name, known: header.names)
            }
            return index
        }
        var isInsideCell = false
        var unpivoted: [(name: [UInt8], cell: Int)] = []
        var expandedCell: (cell: Int, name: String, steps: [FieldPath.Step])?
        switch projection.rows {
        case .record: break
        case .columns(let names):
            for name in names { unpivoted.append((Array(name.utf8), try cell(name))) }
        case .elements(let path), .entries(let path), .tree(let path, _):
            guard case .key(let name) = path.steps.first else { throw .notAColumn(file: file, path: path.description) }
            expandedCell = (try cell(name), name, Array(path.steps.dropFirst()))
            isInsideCell = true
        }
        var cellColumns: [CellColumn] = []
        var valueColumns: [Int] = []
        for (column, field) in projection.fields.enumerated() {
            switch field.origin {
            case .record,
                .row where !isInsideCell:
                guard field.steps.count == 1, case .key(let name) = field.steps[0] else {
                    throw .notAColumn(file: file, path: field.description)
                }
                if projection.optional.contains(field), header.index(of: name) == nil { continue }
                cellColumns.append(CellColumn(column: column, cell: try cell(name)))
            case .value where !isInsideCell, .element where !isInsideCell:
                guard field.origin == .value, field.steps.isEmpty, !unpivoted.isEmpty else {
                    throw .notAColumn(file: file, path: field.description)
                }
                valueColumns.append(column)
            default: break
            }
        }
        self.cellColumns = cellColumns
        self.expandedCell = expandedCell
        self.unpivoted = unpivoted
        self.valueColumns = valueColumns
        rows = try TapeProjection(projection, recordFieldsAreCells: true)
    }
}
