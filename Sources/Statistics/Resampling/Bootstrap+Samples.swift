extension Bootstrap {
    /// The interval of a statistic of counts by category, samples resampled one by one (multinomial bootstrap).
    ///
    /// The samples are taken to be independent: documents of one source often are not (see `interval(clusters:)`).
    ///
    /// `nil` if a count is negative, infinite or NaN, the total is not between 1 and 2^53, or the statistic is not
    /// defined for the counts or for most replicates. Cost: for each replicate one binomial draw per category, and the
    /// statistic.
    ///
    /// Source: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979) 1-26.
    public func interval(
        counts: [Double], _ statistic: @escaping @Sendable ([Double]) -> Double?
    ) -> BootstrapInterval? {
        CategorySample(counts, statistic: statistic).flatMap { interval($0) }
    }

    /// The interval of a statistic of rows counted by cell, rows resampled one by one.
    ///
    /// Unlike `interval(counts:)`, the statistic sees each cell in the place that it has in `cells`: cells are not
    /// interchangeable, such as those of a confusion matrix. The interval is that of resampling the rows themselves.
    ///
    /// `nil` if a count is negative, infinite or NaN, the total is not between 1 and 2^53, or the statistic is not
    /// defined for the counts or for most replicates. Cost: for each replicate one binomial draw per cell, and the
    /// statistic.
    public func interval(
        cells: [Double], _ statistic: @escaping @Sendable ([Double]) -> Double?
    ) -> BootstrapInterval? {
        CellSample(cells, statistic: statistic).flatMap { interval($0) }
    }

    /// The interval of a statistic of counts by category, whole clusters of samples resampled, such as sources.
    ///
    /// `nil` as with `interval(counts:)`, where the columns differ in length, and for fewer than two clusters. Cost:
    /// for each replicate about as many additions as there are rows, and the statistic.
    ///
    /// Source: A. C. Davison and D. V. Hinkley, "Bootstrap Methods and their Application" (1997), section 3.8.
    public func interval(
        clusters: [String], categories: [String], counts: [Double],
        _ statistic: @escaping @Sendable ([Double]) -> Double?
    ) -> BootstrapInterval? {
        guard clusters.count == categories.count else { return nil }
        return ClusterSample(
            clusters: clusters, places: categoryCodes(categories), values: counts, statistic: statistic
        ).flatMap { interval($0) }
    }

    /// The interval of a share k/n of samples, whole clusters of them resampled.
    ///
    /// `nil` unless 0 ≤ k ≤ n < ∞ in each row, if the columns differ in length, and for fewer than two clusters.
    public func interval(clusters: [String], successes: [Double], trials: [Double]) -> BootstrapInterval? {
        guard clusters.count == successes.count, clusters.count == trials.count,
            zip(successes, trials).allSatisfy({ $0 >= 0 && $0 <= $1 })
        else { return nil }
        return ClusterSample(
            clusters: clusters + clusters,
            places: clusters.map { _ in 0 } + clusters.map { _ in 1 },
            values: successes + trials,
            statistic: { sums in sums[1] > 0 ? sums[0] / sums[1] : nil }
        ).flatMap { interval($0) }
    }

    /// The interval of a statistic of two columns, such as a correlation, rows resampled.
    ///
    /// `nil` if the columns differ in length, a value is not finite, there are fewer than three rows, or the statistic
    /// is not defined for the rows or for most replicates. Cost: for each replicate and each row once, the statistic.
    public func interval(
        _ x: [Double], _ y: [Double], _ statistic: @escaping @Sendable ([Double], [Double]) -> Double?
    ) -> BootstrapInterval? {
        PairSample(x, y, statistic: statistic).flatMap { interval($0) }
    }
}
