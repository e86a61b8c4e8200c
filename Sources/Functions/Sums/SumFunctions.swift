import CSQLite
import SQLite

/// `sum`, `avg` and `total` with compensated addition of doubles, as in SQLite 3.43 and later, so that the last digits
/// of a total do not depend on the order and the number of its terms. Sums of integers stay exact integers.
///
/// Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974).
enum SumFunctions {
    static let names = ["sum", "total", "avg"]

    /// - Throws: `SQLError`.
    static func register(on connection: Connection) throws {
        try register("sum", value: setSum, on: connection)
        try register("total", value: setTotal, on: connection)
        try register("avg", value: setAverage, on: connection)
    }

    private typealias Value = @convention(c) (OpaquePointer?) -> Void

    /// The name of the form of `sum`, `total` and `avg` that takes how often a value occurs as its second argument.
    /// Only rewritten statements name it.
    static func counted(_ name: String) -> String { "\(name)_counted" }

    private static func register(_ name: String, value: Value, on connection: Connection) throws {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        // The value of a window and the final value are the same: nothing has to be freed.
        var code = sqlite3_create_window_function(
            connection.handle, name, 1, flags, nil,
            { context, _, values in RunningSum.of(context)?.pointee.add(values?.pointee, times: 1) }, value, value,
            { context, _, values in RunningSum.of(context)?.pointee.add(values?.pointee, times: -1) }, nil)
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
        code = sqlite3_create_function_v2(
            connection.handle, counted(name), 2, flags, nil, nil,
            { context, _, values in
                guard let values, sqlite3_value_type(values[1]) != SQLITE_NULL else { return }
                RunningSum.of(context)?.pointee.add(values[0], times: sqlite3_value_int64(values[1]))
            }, value, nil)
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
    }

    private static let setSum: Value = { context in
        guard let sum = RunningSum.of(context)?.pointee, sum.count > 0 else { return sqlite3_result_null(context) }
        if sum.isReal {
            sqlite3_result_double(context, sum.real)
        } else if let integer = sum.integers.exactly {
            sqlite3_result_int64(context, integer)
        } else {
            sqlite3_result_error(context, "integer overflow", -1)
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
    /// Values among them that are not integers.
    private var realCount: Int64
    private(set) var integers: ProductSum
    private var sum: Double
    private var compensation: Double

    var isReal: Bool { realCount != 0 }

    /// All values as doubles. A sum that is infinite or not a number has no compensation.
    var real: Double { sum.isFinite ? sum + compensation : sum }

    static func of(_ context: OpaquePointer?) -> UnsafeMutablePointer<RunningSum>? {
        sqlite3_aggregate_context(context, Int32(MemoryLayout<RunningSum>.size))?
            .assumingMemoryBound(to: RunningSum.self)
    }

    /// Adds a value that occurs several times; of a negative number of times, takes it out.
    mutating func add(_ value: OpaquePointer?, times: Int64) {
        switch sqlite3_value_numeric_type(value) {
        case SQLITE_NULL: return
        case SQLITE_INTEGER:
            let integer = sqlite3_value_int64(value)
            add(Double(integer), times: Double(times))
            integers.add(integer, times: times)
        default:
            add(sqlite3_value_double(value), times: Double(times))
            realCount += times
        }
        count += times
    }

    private mutating func add(_ value: Double, times: Double) {
        let product = value * times
        add(product)
        // What the product has lost by rounding.
        if product.isFinite { add((-product).addingProduct(value, times)) }
    }

    private mutating func add(_ value: Double) {
        let next = sum + value
        compensation += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
        sum = next
    }
}

/// A sum of products of 64-bit integers in 128 bits, so that it does not depend on the order of its terms.
struct ProductSum {
    private var high: Int64 = 0
    private var low: UInt64 = 0

    mutating func add(_ value: Int64, times: Int64) {
        let product = value.multipliedFullWidth(by: times)
        let (sum, carry) = low.addingReportingOverflow(product.low)
        low = sum
        high = high &+ product.high &+ (carry ? 1 : 0)
    }

    /// The value if it has 64 bits.
    var exactly: Int64? {
        let value = Int64(bitPattern: low)
        return high == (value < 0 ? -1 : 0) ? value : nil
    }
}
