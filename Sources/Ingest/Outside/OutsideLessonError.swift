/// Why a store did not learn the values of an outside table.
public enum OutsideLessonError: Error, Sendable, Equatable {
    case notLoaded(reason: String)
    case tableHasRows(String, Int64)
}

extension OutsideLessonError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notLoaded(let reason): "the values of the table cannot be mapped: \(reason)"
        case .tableHasRows(let table, let rows):
            "\(table) has \(rows) rows of its own: connect another store (--store)"
        }
    }
}
