/// Aggregates for rows that each stand for several equal ones.
///
/// `<internal name>(arguments…, n)` gives exactly what `<name>(arguments…)` gives where each row is repeated n times, n
/// being a whole number from 0; a row whose n is null or 0 is ignored. The rows are not repeated in memory. These
/// functions are for statements that the program writes, not for users.
enum CountedAggregates {
    /// The internal name of each aggregate that has one, by its public name in lower case.
    static let names: [String: String] = Dictionary(
        uniqueKeysWithValues: functions.map { ($0.function.name, $0.name) })

    static let functions: [(function: AggregateFunction, name: String)] =
        AggregateFunctions.all.filter(\.isCounted).map { ($0, "\($0.name)_counted") }
}
