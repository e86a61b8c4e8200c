/// The statistics that are SQL functions. A new one is one more line in the file of its group.
public enum StatisticRegistry {
    /// All statistics, in the order in which help shows them.
    public static let all: [StatisticFunction] = [
        concentration, representation, diversity, estimates, rarefaction, divergence, association, crossTables,
        adjustment, shares, clusters, trends, decomposition, calibration, resampling, accumulation, agreement,
        correction, correctedTables, correctedConcentration,
    ].flatMap { $0 }
}
