import CSQLite

/// `sum`, `avg` and `total` with compensated addition of doubles, as SQLite has them from 3.43 on, so that the last
/// digits of a total do not hang on the order and the number of its terms. Sums of integers stay exact integers.
///
/// Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974).
enum SumFunctions {
    /// - Throws: `SQLError`.
    static func register(on connection: Connection) throws {
        try register("sum", value: setSum, on: connection)
        try register("total", value: setTotal, on: connection)
        try register("avg", value: setAverage, on: connection)
    }

    private typealias Value = @convention(c) (OpaquePointer?) -> Void

    private static func register(_ name: String, value: Value, on connection: Connection) throws {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        // The value of a window and the final value are the same: nothing has to be freed.
        let code = sqlite3_create_window_function(
            connection.handle, name, 1, flags, nil,
            { context, _, values in RunningSum.of(context)?.pointee.add(values?.pointee) }, value, value,
            { context, _, values in RunningSum.of(context)?.pointee.remove(values?.pointee) }, nil)
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
    }

    private static let setSum: Value = { context in
        guard let sum = RunningSum.of(context)?.pointee, sum.count > 0 else { return sqlite3_result_null(context) }
        if sum.hasOverflowed {
            sqlite3_result_error(context, "integer overflow", -1)
        } else if sum.isReal {
            sqlite3_result_double(context, sum.real)
        } else {
            sqlite3_result_int64(context, sum.integers)
        }
    }

    private static let setTotal: Value = { context in
        sqlite3_result_double(context, RunningSum.of(context)?.pointee.real ?? 0)
    }

    private static let setAverage: Value = { context in
        guard let sum = RunningSum.of(context)?.pointee, sum.count > 0 else { return sqlite3_result_null(context) }
        sqlite3_result_double(context, sum.real / Double(sum.count))
    }
}

/// A sum in SQLite's memory, which is zeroed when an aggregate begins.
private struct RunningSum {
    /// Values that are not null.
    private(set) var count: Int64
    private(set) var integers: Int64
    private var sum: Double
    private var compensation: Double
    /// A value was not an integer, or the integers have passed 64 bits.
    private(set) var isReal: Bool
    private(set) var hasOverflowed: Bool

    /// All values as doubles. A sum that is infinite or not a number has no compensation.
    var real: Double { sum.isFinite ? sum + compensation : sum }

    static func of(_ context: OpaquePointer?) -> UnsafeMutablePointer<RunningSum>? {
        sqlite3_aggregate_context(context, Int32(MemoryLayout<RunningSum>.size))?
            .assumingMemoryBound(to: RunningSum.self)
    }

    mutating func add(_ value: OpaquePointer?) {
        switch sqlite3_value_numeric_type(value) {
        case SQLITE_NULL: return
        case SQLITE_INTEGER:
            let integer = sqlite3_value_int64(value)
            add(Double(integer))
            if !isReal {
                let (total, overflow) = integers.addingReportingOverflow(integer)
                integers = total
                isReal = overflow
                hasOverflowed = overflow
            }
        default:
            add(sqlite3_value_double(value))
            isReal = true
        }
        count += 1
    }

    /// Takes out a value that has left the window.
    mutating func remove(_ value: OpaquePointer?) {
        switch sqlite3_value_numeric_type(value) {
        case SQLITE_NULL: return
        case SQLITE_INTEGER:
            let integer = sqlite3_value_int64(value)
            add(-Double(integer))
            if !isReal { integers &-= integer }
        default: add(-sqlite3_value_double(value))
        }
        count -= 1
    }

    private mutating func add(_ value: Double) {
        let next = sum + value
        compensation += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
        sum = next
    }
}
