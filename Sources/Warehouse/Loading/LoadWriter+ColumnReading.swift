import Columns
import LocalFacts
import SQLite

/// Values whose meaning depends on the other values of their column are interpreted again when the column has grown.
extension LoadWriter {
    /// A column with more values than this is interpreted again when it has grown by an eighth.
    private static let fewValues = 1_000

    /// Interprets them again if the column has enough new values. This happens in the transaction that adds the values,
    /// so that a killed load leaves none uninterpreted.
    ///
    /// - Throws: `SQLError`.
    func readByColumn(_ column: ColumnDefinition, valueCount: Int) throws {
        guard valueCount <= Self.fewValues || valueCount >= (readValueCounts[column.id] ?? 0) * 9 / 8 else { return }
        try readByColumn(column)
        readValueCounts[column.id] = valueCount
    }

    /// Interprets them in all columns that this load has added values to.
    ///
    /// - Throws: `SQLError`.
    func readByColumns() throws {
        for column in readValueCounts.keys.compactMap(store.catalogue.column(id:)) {
            try store.connection.transaction { try readByColumn(column) }
        }
    }

    private func readByColumn(_ column: ColumnDefinition) throws {
        switch column.role {
        case .places:
            try decide(
                placeReading, column,
                select: """
                    select value, coalesce(iso2, area), iso2 is not null, rule
                    from dictionary_value
                        left join place_resolution using (column_id, code)
                    where column_id = ?
                    order by code
                    """,
                table: "place_resolution"
            ) { row in
                guard let target = row[1].text else { return nil }
                return PlaceTarget(
                    kind: row[2].integer == 1 ? .country : .area, target: target, rule: row[3].text ?? "")
            }
        case .language:
            try decide(
                languageReading, column,
                select: """
                    select value, language_code
                    from dictionary_value
                        left join language_resolution using (column_id, code)
                    where column_id = ?
                    order by code
                    """,
                table: "language_resolution", target: { $0[1].text })
        default: return
        }
    }

    private func decide<Target>(
        _ reading: ColumnReading<Target>?, _ column: ColumnDefinition, select: String, table: String,
        target: ([SQLValue]) -> Target?
    ) throws {
        guard let reading else { return }
        let dictionary = try dictionary(of: column)
        let present = reading.values.compactMap { value in
            var value = value
            return value.withUTF8 { dictionary.values.code(of: UnsafeRawBufferPointer($0)) }
        }
        guard !present.isEmpty else { return }
        let values = try store.connection.rows(select, .integer(column.id)).map { row in
            (text: row[0].text ?? "", target: target(row))
        }
        let decided = reading.decide(values)
        for code in present where code <= values.count {
            let value = values[Int(code) - 1]
            guard value.target != decided[value.text] else { continue }
            try store.connection.execute(
                "delete from \(table) where column_id = ? and code = ?", .integer(column.id), .integer(Int64(code)))
            if let target = decided[value.text] { try writeResolution(target, code: code, column: column) }
        }
    }

    private func writeResolution(_ target: some Sendable, code: UInt32, column: ColumnDefinition) throws {
        if let place = target as? PlaceTarget {
            try write(place, code: code, column: column)
        } else if let language = target as? String {
            try write(language: language, code: code, column: column)
        }
    }
}
