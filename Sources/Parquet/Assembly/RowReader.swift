/// Gives the rows of a row group as values, whatever their nesting.
///
/// This is convenient but not fast: for millions of rows read the column chunks themselves.
public final class RowReader {
    /// The fields of the rows, in order: those of the schema, without unwanted leaves.
    public let fields: [SchemaField]

    private let assembled: [AssembledField]
    private let cursors: [LeafCursor]
    private let rowCount: Int64
    private let ranges: [Range<Int64>]
    /// The range that ``row`` is in.
    private var range = 0
    /// The next row.
    private var row: Int64
    private let place: ParquetPlace
    private let elementLimit: Int
    private var elements = 0

    /// - Parameter cursor: gives the cursor of the leaf column of that number.
    init(
        fields: [SchemaField], rowCount: Int64, rows: RowRanges?, limits: ParquetLimits, place: ParquetPlace,
        cursor: (Int) throws -> LeafCursor
    ) rethrows {
        self.fields = fields
        assembled = try fields.map { try AssembledField($0, cursor: cursor) }
        cursors = assembled.flatMap(\.cursors)
        self.rowCount = rowCount
        ranges = (rows ?? RowRanges([0..<rowCount])).ranges
        row = ranges.first?.lowerBound ?? rowCount
        elementLimit = limits.rowElements
        self.place = place
    }

    /// The values of the next wanted row, one for each of ``fields``; nil at the end, and where there are no
    /// fields. Throws ``ParquetError``.
    public func next() throws -> [RowValue]? {
        guard range < ranges.count, row < rowCount, !assembled.isEmpty else { return nil }
        do {
            let values = try nextValues()
            row += 1
            if row == ranges[range].upperBound {
                range += 1
                if range < ranges.count { row = ranges[range].lowerBound }
            }
            return values
        } catch let problem as ParquetProblem {
            throw ParquetError(problem, at: place)
        }
    }

    private func nextValues() throws -> [RowValue] {
        elements = 0
        for cursor in cursors {
            try cursor.advance(toRow: row)
            guard !cursor.isAtEnd, cursor.row == row else { throw ParquetProblem.columnEndsEarly(cursor.path) }
        }
        var values: [RowValue] = []
        values.reserveCapacity(assembled.count)
        for field in assembled { values.append(try value(of: field)) }
        for cursor in cursors where !cursor.isAtEnd && cursor.repetitionLevel > 0 {
            throw ParquetProblem.columnTooLong(cursor.path)
        }
        return values
    }

    private func value(of field: AssembledField) throws -> RowValue {
        switch field.content {
        case .leaf(let cursor):
            guard !cursor.isAtEnd else { throw ParquetProblem.columnEndsEarly(cursor.path) }
            return try cursor.take()
        case .structure(let fields):
            guard try field.reaches(field.definitionLevel) else { return .null }
            return .structure(try fields.map(value))
        case .list(let element, let definitionLevel, let repetitionLevel):
            guard try field.reaches(field.definitionLevel) else { return .null }
            var values: [RowValue] = []
            try forEachElement(of: field, definitionLevel, repetitionLevel) { values.append(try value(of: element)) }
            return .list(values)
        case .map(let key, let valueField, let definitionLevel, let repetitionLevel):
            guard try field.reaches(field.definitionLevel) else { return .null }
            var entries: [MapEntry] = []
            try forEachElement(of: field, definitionLevel, repetitionLevel) {
                let key = try value(of: key)
                entries.append(MapEntry(key: key, value: try valueField.map(value) ?? .null))
            }
            return .map(entries)
        }
    }

    private func forEachElement(
        of field: AssembledField, _ definitionLevel: Int, _ repetitionLevel: Int, _ body: () throws -> Void
    ) throws {
        guard try field.reaches(definitionLevel) else { return }
        repeat {
            elements += 1
            guard elements <= elementLimit else { throw ParquetProblem.rowTooLarge(limit: elementLimit) }
            try body()
        } while try field.repeats(repetitionLevel)
    }
}
