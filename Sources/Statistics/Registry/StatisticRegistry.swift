/// The statistics that SQL knows. A new one is a line in the file of its idea.
public enum StatisticRegistry {
    /// All statistics, in the order in which help shows them.
    public static let all: [StatisticFunction] = [
        concentration, representation, diversity, estimates, rarefaction, divergence, association, crossTables,
        adjustment, shares, trends,
        decomposition, resampling, accumulation,
    ].flatMap { $0 }
}
