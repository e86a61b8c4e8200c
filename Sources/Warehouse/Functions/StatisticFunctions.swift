import CSQLite
import Statistics

/// Registers the statistics with SQLite as SQL functions.
enum StatisticFunctions {
    /// - Throws: `SQLError`.
    static func register(on connection: Connection) throws {
        for function in StatisticRegistry.all {
            for count in function.argumentCounts { try register(function, argumentCount: count, on: connection) }
        }
    }

    private static func register(
        _ function: StatisticFunction, argumentCount: Int, on connection: Connection
    ) throws {
        let context = Unmanaged.passRetained(FunctionContext(function)).toOpaque()
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        let code =
            switch function.kind {
            case .scalar:
                sqlite3_create_function_v2(
                    connection.handle, function.name, Int32(argumentCount), flags, context, call, nil, nil, release)
            case .aggregate:
                sqlite3_create_function_v2(
                    connection.handle, function.name, Int32(argumentCount), flags, context, nil, step, finish, release)
            }
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
    }

    private typealias Call = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

    private static let call: Call = { context, count, values in
        guard let function = FunctionContext.of(context), case .scalar(let compute) = function.kind else { return }
        guard let arguments = numbers(context, function, count, values) else { return }
        set(arguments.map(compute) ?? nil, context)
    }

    private static let step: Call = { context, count, values in
        guard let function = FunctionContext.of(context), let rows = FunctionRows.of(context, columns: Int(count)),
            let arguments = numbers(context, function, count, values)
        else { return }
        guard let arguments = arguments.values else { return }
        for (column, value) in arguments.enumerated() { rows.columns[column].append(value) }
    }

    private static let finish: @convention(c) (OpaquePointer?) -> Void = { context in
        guard let function = FunctionContext.of(context), case .aggregate(let compute) = function.kind else { return }
        guard let rows = FunctionRows.take(context) else {
            // No row: the statistic of no values, for as many columns as the function has at least.
            return set(compute(Array(repeating: [], count: function.argumentCounts.lowerBound)), context)
        }
        set(compute(rows.columns), context)
    }

    private static let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { context in
        if let context { Unmanaged<FunctionContext>.fromOpaque(context).release() }
    }

    /// The arguments of one row: numbers, or none where one of them is null.
    private struct Arguments {
        var values: [Double]?

        func map(_ compute: ([Double]) -> Double?) -> Double?? { values.map(compute) }
    }

    /// Nil where an argument is not a number, which is an error of the statement.
    private static func numbers(
        _ context: OpaquePointer?, _ function: StatisticFunction, _ count: Int32,
        _ values: UnsafeMutablePointer<OpaquePointer?>?
    ) -> Arguments? {
        var numbers: [Double] = []
        var hasNull = false
        for (index, value) in UnsafeBufferPointer(start: values, count: Int(count)).enumerated() {
            switch sqlite3_value_numeric_type(value) {
            case SQLITE_NULL: hasNull = true
            case SQLITE_INTEGER, SQLITE_FLOAT: numbers.append(sqlite3_value_double(value))
            default:
                let name = index < function.arguments.count ? function.arguments[index] : "\(index + 1)"
                sqlite3_result_error(context, "\(function.signature): \(name) must be a number", -1)
                return nil
            }
        }
        return Arguments(values: hasNull ? nil : numbers)
    }

    private static func set(_ value: Double?, _ context: OpaquePointer?) {
        if let value { sqlite3_result_double(context, value) } else { sqlite3_result_null(context) }
    }
}

/// What SQLite keeps for a function.
private final class FunctionContext {
    let function: StatisticFunction

    init(_ function: StatisticFunction) { self.function = function }

    static func of(_ context: OpaquePointer?) -> StatisticFunction? {
        sqlite3_user_data(context).map { Unmanaged<FunctionContext>.fromOpaque($0).takeUnretainedValue().function }
    }
}

/// The rows that an aggregate has seen, column by column.
private final class FunctionRows {
    var columns: [[Double]]

    private init(columnCount: Int) { columns = Array(repeating: [], count: columnCount) }

    /// The rows of a running aggregate, made at its first row.
    static func of(_ context: OpaquePointer?, columns: Int) -> FunctionRows? {
        guard let slot = slot(context, size: MemoryLayout<UnsafeMutableRawPointer?>.size) else { return nil }
        if let rows = slot.pointee { return Unmanaged<FunctionRows>.fromOpaque(rows).takeUnretainedValue() }
        let rows = FunctionRows(columnCount: columns)
        slot.pointee = Unmanaged.passRetained(rows).toOpaque()
        return rows
    }

    /// The rows at the end, which SQLite gives up; nil where there was none.
    static func take(_ context: OpaquePointer?) -> FunctionRows? {
        guard let slot = slot(context, size: 0), let rows = slot.pointee else { return nil }
        slot.pointee = nil
        return Unmanaged<FunctionRows>.fromOpaque(rows).takeRetainedValue()
    }

    private static func slot(
        _ context: OpaquePointer?, size: Int
    ) -> UnsafeMutablePointer<UnsafeMutableRawPointer?>? {
        sqlite3_aggregate_context(context, Int32(size))?.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    }
}
