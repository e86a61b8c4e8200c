/// The statistics that SQL knows. A new one is a line in the file of its idea.
public enum StatisticRegistry {
    /// All statistics, in the order in which help shows them.
    public static let all: [StatisticFunction] = [
        concentration, representation, diversity, estimates, rarefaction, divergence, association, crossTables,
        adjustment, shares, clusters, trends, decomposition, calibration, resampling, accumulation,
    ].flatMap { $0 }
}
