import LocalFacts
import Parquet
import SQLite
import Tabular
import Warehouse

/// The samples of a store, read directly from the segments; SQL only selects them.
final class SampleSource: RowSource {
    let columns: [ExportColumn]
    private let store: Store
    private let reader: SampleReader
    private let condition: Condition?
    private let isAsWritten: Bool
    /// By column, the numbers of the codes, if the values are numbers.
    private let numbers: [[Int64?]?]

    /// - Parameters:
    ///   - names: columns as ``SampleReader`` names them.
    ///   - isAsWritten: whether spellings of a tag are cells of their own.
    /// - Throws: `StoreError`, `SQLError`.
    init(store: Store, columns names: [String], condition: Condition?, isAsWritten: Bool = false) throws {
        self.isAsWritten = isAsWritten
        self.store = store
        self.condition = condition
        reader = try SampleReader(store: store, columns: names)
        var columns: [ExportColumn] = []
        var numbers: [[Int64?]?] = []
        for (index, column) in reader.columns.enumerated() {
            let values = try reader.values(ofColumn: index)
            let isNumeric = values.contains { $0.integer != nil }
            numbers.append(isNumeric ? values.map(\.integer) : nil)
            columns.append(
                ExportColumn(
                    name: column.name, kind: isNumeric ? .integer : ExportColumn.Kind(column.kind),
                    dictionary: ValueDictionary(isNumeric ? [] : values.dropFirst().map { $0.text ?? "" })))
        }
        self.columns = columns
        self.numbers = numbers
    }

    func typedColumns() -> [ExportColumn] { columns }

    func selectedRows() throws -> RowSet {
        let universe = Int64(store.sampleCount)
        guard let condition else { return RowSet(universe: universe, all: true) }
        var rows = RowSet(universe: universe, all: false)
        let statement = try condition.statement("select id from samples where (", on: store)
        try condition.locating { while try statement.step() { rows.insert(statement.value(at: 0).integer ?? 0) } }
        return rows
    }

    func cells(of rows: RowSet, by names: [String]) throws -> CellAssignment {
        let reader = try SampleReader(store: store, columns: names)
        for column in reader.columns where column.kind != .code && column.kind != .integer {
            throw ExportError.cannotBalance(column: column.name, hasSeveral: column.kind == .list)
        }
        var cells = CodeCells(
            values: try reader.columns.indices.map { index in
                let values = try reader.values(ofColumn: index)
                let name = reader.columns[index].name
                guard !isAsWritten, Spellings.columns.contains(name) else { return values }
                // Spellings of one tag are one cell.
                let spellings = try Spellings(of: name, in: "samples", connection: store.connection)
                return values.map { value in value.text.flatMap { spellings.shown[$0] }.map { .text($0) } ?? value }
            })
        for (group, range) in reader.rowGroups.enumerated() {
            try reader.read(group, ids: rows.rows(in: range)) { ids, columns in
                cells.append(columns, count: ids.count)
            }
        }
        return cells.assignment
    }

    func forEachBatch(of rows: RowSet?, _ body: (ExportBatch) throws -> Void) throws {
        for (group, range) in reader.rowGroups.enumerated() {
            let ids = rows?.rows(in: range) ?? Array(range)
            if ids.isEmpty { continue }
            try reader.read(group, ids: ids) { ids, values in
                try body(ExportBatch(rowNumbers: ids, columns: zip(values, numbers).map(ExportValues.init)))
            }
        }
    }
}

extension ExportColumn.Kind {
    fileprivate init(_ kind: SampleColumn.Kind) {
        self =
            switch kind {
            case .code: .code
            case .list: .list
            case .integer: .integer
            case .real: .real
            case .text: .text
            }
    }
}

extension ExportValues {
    fileprivate init(_ values: SampleValues, numbers: [Int64?]?) {
        self =
            switch values {
            case .codes(let codes):
                numbers.map { numbers in .integers(codes.map { numbers[Int($0)] }) } ?? .codes(codes)
            case .lists(let lengths, let codes): .lists(lengths: lengths, codes: codes)
            case .integers(let values): .integers(values)
            case .reals(let values): .reals(values)
            case .texts(let texts): .texts(TextArray(bytes: texts.bytes, ends: texts.ends, isNull: texts.isNull))
            }
    }
}
