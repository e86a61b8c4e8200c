import CSQLite
import SQLite

/// Registers aggregates with SQLite, as window functions too.
enum AggregateRegistration {
    /// - Throws: `SQLError`.
    static func register(on connection: Connection) throws {
        for function in AggregateFunctions.all {
            for count in function.argumentCounts {
                try register(function, name: function.name, argumentCount: count, isCounted: false, on: connection)
            }
        }
        for (function, name) in CountedAggregates.functions {
            for count in function.argumentCounts {
                try register(function, name: name, argumentCount: count + 1, isCounted: true, on: connection)
            }
        }
    }

    private static func register(
        _ function: AggregateFunction, name: String, argumentCount: Int, isCounted: Bool, on connection: Connection
    ) throws {
        let context = AggregateContext(function, name: name, isCounted: isCounted)
        let code = sqlite3_create_window_function(
            connection.handle, name, Int32(argumentCount), SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
            Unmanaged.passRetained(context).toOpaque(), step, finish, value, inverse,
            { pointer in
                if let pointer { Unmanaged<AggregateContext>.fromOpaque(pointer).release() }
            })
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
    }

    private typealias Call = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void
    private typealias Result = @convention(c) (OpaquePointer?) -> Void

    private static let step: Call = { context, count, values in
        guard let state = AggregateState.of(context) else { return sqlite3_result_error_nomem(context) }
        report(context) { () throws(FunctionFault) in
            try state.add(FunctionArguments(values, count: count), context)
        }
    }

    private static let inverse: Call = { context, count, values in
        guard let state = AggregateState.of(context) else { return sqlite3_result_error_nomem(context) }
        report(context) { () throws(FunctionFault) in
            try state.running.remove(FunctionArguments(values, count: count))
        }
    }

    private static let value: Result = { context in
        guard let state = AggregateState.of(context) else { return sqlite3_result_null(context) }
        report(context) { () throws(FunctionFault) in
            try state.running.setResult(ResultContext(handle: context), isLast: false)
        }
    }

    private static let finish: Result = { context in
        guard let state = AggregateState.take(context) else { return sqlite3_result_null(context) }
        report(context) { () throws(FunctionFault) in
            try state.running.setResult(ResultContext(handle: context), isLast: true)
        }
    }

    private static func report(_ context: OpaquePointer?, _ body: () throws(FunctionFault) -> Void) {
        do {
            try body()
        } catch {
            let signature = AggregateContext.of(context)?.signature ?? ""
            sqlite3_result_error(context, "\(signature): \(error)", -1)
        }
    }
}

/// What SQLite keeps for an aggregate.
private final class AggregateContext {
    let function: AggregateFunction
    let name: String
    /// The last argument is the number of times that the row occurs.
    let isCounted: Bool

    init(_ function: AggregateFunction, name: String, isCounted: Bool) {
        self.function = function
        self.name = name
        self.isCounted = isCounted
    }

    /// Errors name the function that the user has written.
    var signature: String { function.description.signature }

    static func of(_ context: OpaquePointer?) -> AggregateContext? {
        sqlite3_user_data(context).map { Unmanaged<AggregateContext>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// A running aggregate in the memory that SQLite gives it.
private final class AggregateState {
    let running: any RunningAggregate
    private let isCounted: Bool
    /// Rows so far, repetitions included. A sum below 2^62 is safe in all that is computed from it.
    private var total = 0

    init(_ context: AggregateContext) {
        running = context.function.begin()
        isCounted = context.isCounted
    }

    func add(_ arguments: FunctionArguments, _ context: OpaquePointer?) throws(FunctionFault) {
        guard isCounted else { return try running.add(arguments, times: 1) }
        guard let times = try arguments.wholeNumber(arguments.count - 1, "n"), times != 0 else { return }
        guard times > 0 else { throw .negativeCount(argument: "n") }
        let (sum, overflow) = total.addingReportingOverflow(times)
        guard !overflow, sum <= 1 << 62 else { throw .tooManyRows }
        total = sum
        try running.add(arguments, times: times)
    }

    static func of(_ context: OpaquePointer?) -> AggregateState? {
        AggregateMemory.object(context) { AggregateContext.of(context).map(AggregateState.init) }
    }

    /// The final state; nil if there was no row.
    static func take(_ context: OpaquePointer?) -> AggregateState? {
        AggregateMemory.take(context, as: AggregateState.self)
    }
}
