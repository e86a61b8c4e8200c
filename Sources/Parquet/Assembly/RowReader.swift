/// Gives the rows of a row group as values, whatever their nesting.
///
/// This is the convenient way and not the fast one: for millions of rows read the column chunks themselves.
public final class RowReader {
    /// The fields that rows have values of, in their order: those of the schema, without leaves that were not wanted.
    public let fields: [SchemaField]

    private let cursors: [LeafCursor?]
    private let rowCount: Int64
    private let ranges: RowRanges
    private var range = 0
    private var row: Int64
    private let place: ParquetPlace
    private let elementLimit: Int
    private var elements = 0

    init(
        fields: [SchemaField], cursors: [LeafCursor?], rowCount: Int64, rows: RowRanges?, limits: ParquetLimits,
        place: ParquetPlace
    ) {
        self.fields = fields
        self.cursors = cursors
        self.rowCount = rowCount
        ranges = rows ?? RowRanges([0..<rowCount])
        row = ranges.ranges.first?.lowerBound ?? rowCount
        elementLimit = limits.rowElements
        self.place = place
    }

    /// The values of the next wanted row, one for each of ``fields``; nil at the end. Throws ``ParquetError``.
    public func next() throws -> [ParquetValue]? {
        guard range < ranges.ranges.count, row < rowCount else { return nil }
        elements = 0
        for cursor in cursors {
            guard let cursor else { continue }
            try cursor.advance(toRow: row)
            guard !cursor.isAtEnd, cursor.row == row else { throw error(.columnEndsEarly(cursor.reader.leaf.path)) }
        }
        let values = try fields.map(value)
        for cursor in cursors {
            guard let cursor, !cursor.isAtEnd, cursor.repetitionLevel > 0 else { continue }
            throw error(.columnTooLong(cursor.reader.leaf.path))
        }
        row += 1
        if row == ranges.ranges[range].upperBound {
            range += 1
            if range < ranges.ranges.count { row = ranges.ranges[range].lowerBound }
        }
        return values
    }

    private func error(_ problem: ParquetProblem) -> ParquetError { ParquetError(problem, at: place) }

    // MARK: Values

    private func value(of field: SchemaField) throws -> ParquetValue {
        switch field.content {
        case .leaf(let index):
            guard let cursor = cursors[index], !cursor.isAtEnd else { throw endsEarly(index) }
            return try cursor.take()
        case .structure(let fields):
            guard try isPresent(field) else { return .null }
            return .structure(try fields.map(value))
        case .list(let element, let definitionLevel, let repetitionLevel):
            guard try isPresent(field) else { return .null }
            var values: [ParquetValue] = []
            try forEachElement(of: field, definitionLevel, repetitionLevel) { values.append(try value(of: element)) }
            return .list(values)
        case .map(let key, let valueField, let definitionLevel, let repetitionLevel):
            guard try isPresent(field) else { return .null }
            var entries: [ParquetMapEntry] = []
            try forEachElement(of: field, definitionLevel, repetitionLevel) {
                let key = try value(of: key)
                entries.append(ParquetMapEntry(key: key, value: try valueField.map(value) ?? .null))
            }
            return .map(entries)
        }
    }

    /// Whether the entries at hand have the field; where not, they are passed over.
    private func isPresent(_ field: SchemaField) throws -> Bool {
        try reaches(field.definitionLevel, field)
    }

    private func forEachElement(
        of field: SchemaField, _ definitionLevel: Int, _ repetitionLevel: Int, _ body: () throws -> Void
    ) throws {
        guard try reaches(definitionLevel, field) else { return }
        repeat {
            elements += 1
            guard elements <= elementLimit else { throw error(.rowTooLarge(limit: elementLimit)) }
            try body()
        } while try repeats(repetitionLevel, field)
    }

    /// Whether the entries at hand of all columns below `field` have at least this level; where none has, they are
    /// passed over.
    private func reaches(_ level: Int, _ field: SchemaField) throws -> Bool {
        let leaves = field.leaves
        let first = try cursor(leaves[0])
        let found = first.definitionLevel
        let isReached = found >= level
        for leaf in leaves {
            let other = try cursor(leaf)
            guard isReached ? other.definitionLevel >= level : other.definitionLevel == found else {
                throw disagree(first, other)
            }
            if !isReached { try other.advance() }
        }
        return isReached
    }

    /// Whether a further element of the list at this level follows, for which the columns below `field` must agree.
    private func repeats(_ level: Int, _ field: SchemaField) throws -> Bool {
        let leaves = field.leaves
        guard let first = cursors[leaves[0]] else { return false }
        for leaf in leaves.dropFirst() {
            guard let other = cursors[leaf] else { continue }
            guard other.repetitionLevel == first.repetitionLevel else { throw disagree(first, other) }
        }
        return first.repetitionLevel == level
    }

    private func cursor(_ leaf: Int) throws -> LeafCursor {
        guard let cursor = cursors[leaf], !cursor.isAtEnd else { throw endsEarly(leaf) }
        return cursor
    }

    private func endsEarly(_ leaf: Int) -> ParquetError {
        error(.columnEndsEarly(cursors[leaf]?.reader.leaf.path ?? []))
    }

    private func disagree(_ first: LeafCursor, _ second: LeafCursor) -> ParquetError {
        error(.columnsDisagree(first: first.reader.leaf.path, second: second.reader.leaf.path))
    }
}
