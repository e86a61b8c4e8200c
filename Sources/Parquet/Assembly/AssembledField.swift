/// A field of the rows being assembled, bound to the cursors of the columns below it.
final class AssembledField {
    enum Content {
        case leaf(LeafCursor)
        case structure([AssembledField])
        case list(AssembledField, definitionLevel: Int, repetitionLevel: Int)
        case map(key: AssembledField, value: AssembledField?, definitionLevel: Int, repetitionLevel: Int)
    }

    let definitionLevel: Int
    let content: Content
    /// Of all columns at and below the field; one at least.
    let cursors: [LeafCursor]

    /// - Parameter cursor: gives the cursor of a leaf column of that number.
    init(_ field: SchemaField, cursor: (Int) throws -> LeafCursor) rethrows {
        definitionLevel = field.definitionLevel
        switch field.content {
        case .leaf(let index):
            let cursor = try cursor(index)
            content = .leaf(cursor)
            cursors = [cursor]
        case .structure(let fields):
            let fields = try fields.map { try AssembledField($0, cursor: cursor) }
            content = .structure(fields)
            cursors = fields.flatMap(\.cursors)
        case .list(let element, let definitionLevel, let repetitionLevel):
            let element = try AssembledField(element, cursor: cursor)
            content = .list(element, definitionLevel: definitionLevel, repetitionLevel: repetitionLevel)
            cursors = element.cursors
        case .map(let key, let value, let definitionLevel, let repetitionLevel):
            let key = try AssembledField(key, cursor: cursor)
            let value = try value.map { try AssembledField($0, cursor: cursor) }
            content = .map(
                key: key, value: value, definitionLevel: definitionLevel, repetitionLevel: repetitionLevel)
            cursors = key.cursors + (value?.cursors ?? [])
        }
    }

    /// Whether the current entries of all columns below the field have at least this level; if none has, they are
    /// skipped. Throws ``ParquetProblem`` if the columns disagree.
    func reaches(_ level: Int) throws -> Bool {
        let found = cursors[0].definitionLevel
        let isReached = found >= level
        for cursor in cursors {
            guard !cursor.isAtEnd else { throw ParquetProblem.columnEndsEarly(cursor.path) }
            guard isReached ? cursor.definitionLevel >= level : cursor.definitionLevel == found else {
                throw ParquetProblem.columnsDisagree(first: cursors[0].path, second: cursor.path)
            }
            if !isReached { try cursor.advance() }
        }
        return isReached
    }

    /// Whether another element of the list at this level follows. Throws ``ParquetProblem`` if the columns below the
    /// field disagree.
    func repeats(_ level: Int) throws -> Bool {
        let found = cursors[0].repetitionLevel
        for cursor in cursors where cursor.repetitionLevel != found {
            throw ParquetProblem.columnsDisagree(first: cursors[0].path, second: cursor.path)
        }
        return found == level
    }
}
