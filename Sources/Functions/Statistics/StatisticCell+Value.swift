import CSQLite
import Statistics

extension StatisticCell {
    /// An argument as its kind takes it: any value but null as the text that SQL casts it to, or a number; nil for what
    /// must be a number and is not.
    init?(_ value: OpaquePointer?, _ kind: StatisticFunction.Argument.Kind) {
        if kind == .text {
            self = TextBytes.of(value).map { .text($0) } ?? .null
            return
        }
        // Asked only for numbers: SQLite turns a text such as 007 into the number when it is asked.
        switch sqlite3_value_numeric_type(value) {
        case SQLITE_NULL: self = .null
        case SQLITE_INTEGER, SQLITE_FLOAT: self = .number(sqlite3_value_double(value))
        default: return nil
        }
    }
}
