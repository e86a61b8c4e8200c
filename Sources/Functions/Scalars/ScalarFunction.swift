import CSQLite
import SQLite

/// A function of one row over SQLite's own values.
struct ScalarFunction: Sendable {
    let name: String
    /// The arguments in order, optional ones last; the last one may be repeated.
    let arguments: [String]
    /// Nil if any number is taken.
    let argumentCounts: ClosedRange<Int>?
    /// What it gives, in one sentence.
    let summary: String
    let call: @Sendable (FunctionCall) throws(FunctionFault) -> Void

    init(
        _ name: String, _ arguments: [String], optional: Int = 0, _ summary: String,
        _ call: @escaping @Sendable (FunctionCall) throws(FunctionFault) -> Void
    ) {
        self.name = name
        self.arguments = arguments
        argumentCounts = arguments.count - optional...arguments.count
        self.summary = summary
        self.call = call
    }

    /// A function of any number of arguments from `required` on.
    init(
        _ name: String, anyNumberOf arguments: [String], required: Int, _ summary: String,
        _ call: @escaping @Sendable (FunctionCall) throws(FunctionFault) -> Void
    ) {
        self.name = name
        self.arguments = arguments + ["…"]
        argumentCounts = nil
        self.summary = summary
        self.call = { function throws(FunctionFault) in
            guard function.arguments.count >= required else { throw .tooFewArguments(least: required) }
            try call(function)
        }
    }

    var description: FunctionDescription {
        let counts = argumentCounts ?? arguments.count...arguments.count
        return FunctionDescription(
            name: name, signature: FunctionDescription.signature(name, arguments, counts), summary: summary)
    }

    /// The same function by another name.
    func named(_ other: String) -> ScalarFunction { ScalarFunction(self, name: other) }

    private init(_ function: ScalarFunction, name: String) {
        self.name = name
        arguments = function.arguments
        argumentCounts = function.argumentCounts
        summary = function.summary
        call = function.call
    }
}

/// One call of a function of one row.
struct FunctionCall {
    let arguments: FunctionArguments
    let result: ResultContext
    /// The regular expressions that the connection has compiled.
    let patterns: PatternCache
}

/// Registers functions of one row with SQLite.
enum ScalarRegistration {
    /// - Throws: `SQLError`.
    static func register(on connection: Connection) throws {
        let patterns = PatternCache()
        for function in ScalarFunctions.all + ScalarFunctions.operators {
            guard let counts = function.argumentCounts else {
                try register(function, argumentCount: -1, patterns, on: connection)
                continue
            }
            for count in counts { try register(function, argumentCount: count, patterns, on: connection) }
        }
    }

    private static func register(
        _ function: ScalarFunction, argumentCount: Int, _ patterns: PatternCache, on connection: Connection
    ) throws {
        let context = Unmanaged.passRetained(ScalarContext(function, patterns)).toOpaque()
        let code = sqlite3_create_function_v2(
            connection.handle, function.name, Int32(argumentCount),
            SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, context, call, nil, nil,
            { pointer in
                if let pointer { Unmanaged<ScalarContext>.fromOpaque(pointer).release() }
            })
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
    }

    private static let call: @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void = {
        context, count, values in
        guard let pointer = sqlite3_user_data(context) else { return }
        let scalar = Unmanaged<ScalarContext>.fromOpaque(pointer).takeUnretainedValue()
        do {
            try scalar.function.call(
                FunctionCall(
                    arguments: FunctionArguments(values, count: count), result: ResultContext(handle: context),
                    patterns: scalar.patterns))
        } catch {
            sqlite3_result_error(context, "\(scalar.function.description.signature): \(error)", -1)
        }
    }
}

/// What SQLite keeps for a function.
private final class ScalarContext {
    let function: ScalarFunction
    let patterns: PatternCache

    init(_ function: ScalarFunction, _ patterns: PatternCache) {
        self.function = function
        self.patterns = patterns
    }
}
