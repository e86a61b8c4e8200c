import Statistics

/// The aggregates over SQLite's own values. A new one is one more line here.
enum AggregateFunctions {
    /// In the order in which help shows them.
    static let all: [AggregateFunction] = [quantiles, modes, moments, texts].flatMap { $0 }

    private static let quantiles: [AggregateFunction] =
        [
            AggregateFunction("median", ["x"], "Median of x: the middle value, or the mean of the two in the middle.") {
                QuantileAggregate<Double>(.linear, isMedian: true)
            }
        ]
        + ["quantile", "quantile_cont", "percentile_cont"].map { name in
            AggregateFunction(
                name, ["x", "p"], "Quantile of x at p from 0 to 1, between two values by a straight line (type 7)."
            ) { QuantileAggregate<Double>(.linear) }
        }
        + [
            AggregateFunction(
                "quantile_nearest", ["x", "p"], "Quantile of x at p from 0 to 1: the value nearest to it (type 3)."
            ) { QuantileAggregate<OrderedValue>(.nearest) }
        ]
        + ["quantile_disc", "percentile_disc"].map { name in
            AggregateFunction(
                name, ["x", "p"],
                "Quantile of x at p from 0 to 1: the first value that a share p do not exceed (type 1)."
            ) { QuantileAggregate<OrderedValue>(.inverted) }
        }

    private static let modes: [AggregateFunction] = [
        AggregateFunction("mode", ["x"], "The most frequent value of x; of several, the first in ascending order.") {
            ModeAggregate()
        }
    ]

    private static let moments: [AggregateFunction] =
        ["stddev", "stddev_samp"].map { name in
            AggregateFunction(
                name, ["x"], "Standard deviation of x as a sample, by n - 1; null of fewer than two values."
            ) {
                MomentsAggregate(\.sampleDeviation)
            }
        }
        + [
            AggregateFunction("stddev_pop", ["x"], "Standard deviation of x as a whole population, by n.") {
                MomentsAggregate(\.populationDeviation)
            }
        ]
        + ["variance", "var_samp"].map { name in
            AggregateFunction(name, ["x"], "Variance of x as a sample, by n - 1; null of fewer than two values.") {
                MomentsAggregate(\.sampleVariance)
            }
        }
        + [
            AggregateFunction("var_pop", ["x"], "Variance of x as a whole population, by n.") {
                MomentsAggregate(\.populationVariance)
            }
        ]

    private static let texts: [AggregateFunction] = [
        AggregateFunction(
            "string_agg", ["x", "separator"], optional: 1, isCounted: false,
            "Texts in the order of the rows with a separator between them, a comma unless it is given."
        ) { StringAggregate() }
    ]
}
