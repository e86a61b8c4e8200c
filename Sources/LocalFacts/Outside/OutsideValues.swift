import Columns
import Facts
import SQLite

/// The codes of a field's values in one column: what the profile made of each when the table was attached.
struct OutsideValues {
    private let codes: [ExactText: [UInt32]]
    /// The codes of a row whose field is null.
    private let codesOfNull: [UInt32]
    private let table: String

    /// - Throws: `SQLError`, `StoreError.catalogue`.
    /// - Complexity: O(values).
    init(of column: ColumnDefinition.ID, table: String, on connection: Connection) throws {
        var codes: [ExactText: [UInt32]] = [:]
        var codesOfNull: [UInt32] = []
        let statement = try Statement(
            unchecked: "select raw, codes from main.outside_value where column_id = ? order by place", on: connection)
        try statement.bind([.integer(column)])
        while try statement.step() {
            let parts = (statement.value(at: 1).text ?? "").split(separator: " ")
            let found = parts.compactMap { UInt32($0) }
            guard found.count == parts.count else { throw StoreError.catalogue("outside_value \(column)") }
            if let raw = statement.value(at: 0).text { codes[ExactText(raw)] = found } else { codesOfNull = found }
        }
        self.codes = codes
        self.codesOfNull = codesOfNull
        self.table = table
    }

    /// The value of each row, 0 where it has none or several.
    ///
    /// - Parameter column: the field; nil if the column has none, and so the same value in all rows.
    /// - Throws: `EngineError.changed` for a value that the field did not have.
    /// - Complexity: O(rows + distinct values).
    func tags(_ column: RawColumn?, rowCount: Int) throws -> CodeVector {
        func sole(_ codes: [UInt32]) -> UInt32 { Set(codes).count == 1 ? codes[0] : 0 }
        guard let column else { return .constant(sole(codesOfNull), count: rowCount) }
        let (known, numbers) = try known(column)
        let soles = known.map(sole)
        let ofNull = sole(codesOfNull)
        return CodeVector(numbers.map { $0 < 0 ? ofNull : soles[Int($0)] })
    }

    /// The values of each row.
    ///
    /// - Throws: `EngineError.changed`; `SegmentError` if there are 2³² values or more.
    /// - Complexity: O(rows + values of all rows).
    func lists(_ column: RawColumn?, rowCount: Int) throws -> ListVector {
        let (known, numbers) =
            try column.map { try self.known($0) } ?? ([], Array(repeating: -1, count: rowCount))
        var lengths: [UInt32] = []
        var codes: [UInt32] = []
        lengths.reserveCapacity(rowCount)
        for number in numbers {
            let found = number < 0 ? codesOfNull : known[Int(number)]
            lengths.append(UInt32(found.count))
            codes += found
        }
        return try ListVector(lengths: lengths, codes: CodeVector(codes))
    }

    /// The codes of each distinct text, and for each row the number of its text.
    private func known(_ column: RawColumn) throws -> (codes: [[UInt32]], numbers: [Int32]) {
        guard case .texts(let values, let numbers) = column else { throw EngineError.changed(table: table) }
        let found = try values.map { value in
            guard let found = codes[ExactText(value)] else { throw EngineError.changed(table: table) }
            return found
        }
        return (found, numbers)
    }
}
