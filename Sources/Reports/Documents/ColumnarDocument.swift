import Parquet
import SQLite
import Tabular
import Warehouse

/// A file format that stores a table by columns, each of one type.
protocol ColumnarDocument: TableDocument {
    /// Writes a table as a whole file.
    ///
    /// - Parameter provenance: the origin of the numbers, for the file's metadata.
    /// - Throws: why the format cannot take the table, and what `sink` throws.
    func write(_ table: TypedTable, provenance: KeyValue, sink: @escaping ([UInt8]) throws -> Void) throws
}

extension ColumnarDocument {
    func bytes(of result: ReportResult, origin: TableOrigin) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try write(
            TypedTable(columns: result.columns, rows: result.rows), provenance: TypedTable.provenance(origin.lines)
        ) { bytes += $0 }
        return bytes
    }
}

/// Rows of a statement as columns of one type each: integers, doubles or texts.
struct TypedTable {
    let columns: [WriterColumn]
    let values: [WriterValues]

    init(columns: [String], rows: [[SQLValue]]) {
        let names = JSONText.distinctKeys(columns)
        let values = names.indices.map { column in rows.map { $0[column] } }
        let kinds = values.map { values in
            var kinds = ValueKinds()
            for value in values { kinds.add(value) }
            return kinds.kind
        }
        self.columns = zip(names, kinds).map { WriterColumn(name: $0, kind: $1.writerKind) }
        self.values = zip(kinds, values).map { $0.writerValues($1) }
    }

    /// Lines about the origin of the numbers, under the key that all formats use.
    static func provenance(_ lines: [String]) -> KeyValue {
        KeyValue(key: "cultivar.provenance", value: lines.joined(separator: "\n"))
    }
}

extension ValueKinds.Kind {
    fileprivate var writerKind: WriterColumn.Kind {
        switch self {
        case .integer: .integer
        case .real: .real
        case .text: .text
        }
    }

    fileprivate func writerValues(_ values: [SQLValue]) -> WriterValues {
        switch self {
        case .integer: .integers(values.map(\.integer))
        case .real: .reals(values.map(\.number))
        case .text: .texts(TextArray(values.map(\.plainText)))
        }
    }
}
