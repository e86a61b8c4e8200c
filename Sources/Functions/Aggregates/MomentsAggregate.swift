import CSQLite
import SQLite
import Statistics

/// Variances and standard deviations.
final class MomentsAggregate: RunningAggregate {
    private var moments = ExactMoments()
    private let statistic: @Sendable (ExactMoments) -> Double?

    init(_ statistic: @escaping @Sendable (ExactMoments) -> Double?) { self.statistic = statistic }

    func add(_ arguments: FunctionArguments, times: Int) throws(FunctionFault) {
        let value = arguments[0]
        switch sqlite3_value_numeric_type(value) {
        case SQLITE_NULL: return
        case SQLITE_INTEGER: moments.add(sqlite3_value_int64(value), times: times)
        case SQLITE_FLOAT: moments.add(sqlite3_value_double(value), times: times)
        default: throw .notANumber(argument: "x")
        }
    }

    func remove(_ arguments: FunctionArguments) throws(FunctionFault) { try add(arguments, times: -1) }

    func setResult(_ result: ResultContext, isLast: Bool) {
        if let value = statistic(moments) { result.set(value) } else { result.setNull() }
    }
}
