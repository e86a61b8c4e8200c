import CSQLite
import Statistics

/// What SQLite keeps for a function.
final class FunctionContext {
    let function: StatisticFunction

    init(_ function: StatisticFunction) { self.function = function }

    static func of(_ context: OpaquePointer?) -> StatisticFunction? {
        sqlite3_user_data(context).map { Unmanaged<FunctionContext>.fromOpaque($0).takeUnretainedValue().function }
    }
}
