import CSQLite
import SQLite
import Statistics

/// Registers the statistics with SQLite as SQL functions.
enum StatisticFunctions {
    /// - Throws: `SQLError`.
    static func register(on connection: Connection) throws {
        for function in RegisteredStatistics.all {
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
                sqlite3_create_window_function(
                    connection.handle, function.name, Int32(argumentCount), flags, context, step, finish, value,
                    inverse,
                    release)
            case .accumulator:
                sqlite3_create_function_v2(
                    connection.handle, function.name, Int32(argumentCount), flags, context, nil, accumulate,
                    finishAccumulator, release)
            }
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
    }

    private typealias Call = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

    private static let call: Call = { context, count, values in
        guard let function = FunctionContext.of(context), case .scalar(let compute) = function.kind else { return }
        var arguments = StatisticArguments()
        guard read(context, function, count, values, into: &arguments) == .complete else { return }
        set(context, function) { () throws(StatisticError) in try compute(arguments) }
    }

    private static let step: Call = { context, count, values in
        guard let function = FunctionContext.of(context), let rows = FunctionRows.of(context) else { return }
        if read(context, function, count, values, into: &rows.row) == .complete { rows.appendRow() }
    }

    /// The row that leaves a window: always the oldest one in it.
    private static let inverse: Call = { context, count, values in
        guard let function = FunctionContext.of(context), let rows = FunctionRows.of(context) else { return }
        if read(context, function, count, values, into: &rows.row) == .complete { rows.removeFirst() }
    }

    private typealias Result = @convention(c) (OpaquePointer?) -> Void

    private static let value: Result = { context in
        set(context, columns: FunctionRows.of(context)?.columns)
    }

    private static let finish: Result = { context in
        set(context, columns: FunctionRows.take(context)?.columns)
    }

    private static let accumulate: Call = { context, count, values in
        guard let function = FunctionContext.of(context), let rows = AccumulatorRows.of(context) else { return }
        let values = UnsafeBufferPointer(start: values, count: Int(count))
        if let argument = rows.add(values, of: function) { fail(context, function, argument) }
    }

    private static let finishAccumulator: Result = { context in
        guard let function = FunctionContext.of(context) else { return }
        let rows = AccumulatorRows.take(context)
        set(context, function) { () throws(StatisticError) in try rows?.accumulator.result() }
    }

    private static let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { context in
        if let context { Unmanaged<FunctionContext>.fromOpaque(context).release() }
    }

    /// Reads the arguments of one call. An argument that must be a number and is not is an error of the statement.
    private static func read(
        _ context: OpaquePointer?, _ function: StatisticFunction, _ count: Int32,
        _ values: UnsafeMutablePointer<OpaquePointer?>?, into arguments: inout StatisticArguments
    ) -> ReadArguments {
        arguments.numbers.removeAll(keepingCapacity: true)
        arguments.texts.removeAll(keepingCapacity: true)
        var result = ReadArguments.complete
        for (value, argument) in zip(UnsafeBufferPointer(start: values, count: Int(count)), function.arguments) {
            switch StatisticCell(value, argument.kind) {
            case .null: result = .haveNull
            case .number(let number): arguments.numbers.append(number)
            case .text(let bytes): arguments.texts.append(String(decoding: bytes, as: UTF8.self))
            case nil:
                fail(context, function, argument)
                return .failed
            }
        }
        return result
    }

    /// Sets the value of an aggregate. Without rows it is the statistic of no values, with the minimum number of
    /// columns of the function.
    private static func set(_ context: OpaquePointer?, columns: StatisticColumns?) {
        guard let function = FunctionContext.of(context), case .aggregate(let compute) = function.kind else { return }
        set(context, function) { () throws(StatisticError) in
            try compute(columns ?? function.columnsWithoutRows)
        }
    }

    private static func set(
        _ context: OpaquePointer?, _ function: StatisticFunction,
        _ compute: () throws(StatisticError) -> StatisticValue?
    ) {
        let result = ResultContext(handle: context)
        do {
            switch try compute() {
            case nil: result.setNull()
            case .number(let number): result.set(number)
            case .json(let text): result.set(.text(text))
            }
        } catch {
            fail(context, function, error.description)
        }
    }

    private static func fail(
        _ context: OpaquePointer?, _ function: StatisticFunction, _ argument: StatisticFunction.Argument
    ) {
        fail(context, function, "\(argument.name) must be a number")
    }

    private static func fail(_ context: OpaquePointer?, _ function: StatisticFunction, _ reason: String) {
        sqlite3_result_error(context, "\(function.signature): \(reason)", -1)
    }
}

/// The result of reading the arguments of a call.
private enum ReadArguments {
    case complete, haveNull, failed
}

/// The rows that an aggregate has seen, column by column.
private final class FunctionRows {
    private var stored = StatisticColumns()
    /// Rows at the beginning that have left the window.
    private var removed = 0
    /// The row being read, kept here so that its memory is reused for all rows.
    var row = StatisticArguments()

    /// The rows that are in the window.
    var columns: StatisticColumns {
        guard removed > 0 else { return stored }
        return StatisticColumns(
            numbers: stored.numbers.map { Array($0[removed...]) }, texts: stored.texts.map { Array($0[removed...]) })
    }

    func appendRow() {
        if stored.numbers.isEmpty && stored.texts.isEmpty {
            stored.numbers = row.numbers.map { [$0] }
            stored.texts = row.texts.map { [$0] }
        } else {
            for (column, number) in row.numbers.enumerated() { stored.numbers[column].append(number) }
            for (column, text) in row.texts.enumerated() { stored.texts[column].append(text) }
        }
    }

    /// Removes the first row. Rows are moved only when half of them have been removed, so that a window slides over all
    /// rows in linear time.
    func removeFirst() {
        removed += 1
        guard let count = stored.numbers.first?.count ?? stored.texts.first?.count, removed >= (count + 1) / 2 else {
            return
        }
        let leaving = min(removed, count)
        for column in stored.numbers.indices { stored.numbers[column].removeFirst(leaving) }
        for column in stored.texts.indices { stored.texts[column].removeFirst(leaving) }
        removed = 0
    }

    /// The rows of a running aggregate, made at its first row.
    static func of(_ context: OpaquePointer?) -> FunctionRows? {
        AggregateMemory.object(context) { FunctionRows() }
    }

    /// The final rows; nil if there were none.
    static func take(_ context: OpaquePointer?) -> FunctionRows? {
        AggregateMemory.take(context, as: FunctionRows.self)
    }
}
