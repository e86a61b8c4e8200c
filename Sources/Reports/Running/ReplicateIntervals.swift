import Foundation
import SQLite
import Statistics
import Warehouse

/// Intervals from replicate weights: a table runs once with each of them, and the spread of an estimate over these runs
/// gives its variance, for any estimate and design.
///
/// Each column `x` beside `x_low` and `x_high` gets the interval of Student's distribution with one degree of freedom
/// fewer than replicates, for a share on the logit scale, for a ratio on the logarithmic scale, else untransformed.
/// Null if an estimate is missing in one run, or at the end of its range.
///
/// Source: see `replicateVariance`; for the scale of shares see `ClusteredShare`.
struct ReplicateIntervals {
    let replication: Replication
    let level: Double
    let table: ReportTable

    /// The rows with the intervals in place.
    ///
    /// - Parameter replicates: the rows of each run, their columns those of `rows`.
    func replacing(in rows: [[SQLValue]], columns: [String], replicates: [[[SQLValue]]]) -> [[SQLValue]] {
        let keys = columns.indices.filter { isName(columns[$0]) }
        let runs = replicates.map { run in
            Dictionary(run.map { row in (keys.map { row[$0] }, row) }) { first, _ in first }
        }
        let estimates = columns.indices.compactMap { place -> (place: Int, low: Int, high: Int)? in
            guard let low = columns.firstIndex(of: "\(columns[place])_low"),
                let high = columns.firstIndex(of: "\(columns[place])_high")
            else { return nil }
            return (place, low, high)
        }
        return rows.map { row in
            let others = runs.map { $0[keys.map { row[$0] }] }
            var row = row
            for estimate in estimates {
                // If the report gives no interval, as for the ratio of the first stage to itself, there is none here
                // either.
                guard row[estimate.low] != .null || row[estimate.high] != .null else { continue }
                let values = others.compactMap { $0?[estimate.place].number }
                let found =
                    values.count == others.count
                    ? row[estimate.place].number.flatMap { interval($0, values, unit: unit(columns[estimate.place])) }
                    : nil
                row[estimate.low] = found.map { .real($0.low) } ?? .null
                row[estimate.high] = found.map { .real($0.high) } ?? .null
            }
            return row
        }
    }

    private func unit(_ column: String) -> String? { table.columns.first { $0.name == column }?.unit }

    /// Whether the column identifies rows: it has no unit, and is not the flag of few samples, which may differ by run.
    private func isName(_ column: String) -> Bool { unit(column) == nil && column != SmallFlag.column }

    private func interval(_ estimate: Double, _ values: [Double], unit: String?) -> (low: Double, high: Double)? {
        guard let variance = replicateVariance(estimate: estimate, replicates: values, method: replication.method),
            let quantile = studentQuantile(level: level, degrees: Double(values.count - 1))
        else { return nil }
        let half = quantile * variance.squareRoot() / (1 - replication.fay)
        if unit == "0 to 1" {
            guard estimate > 0, estimate < 1 else { return nil }
            let distance = exp(half / (estimate * (1 - estimate)))
            return (
                estimate / (estimate + (1 - estimate) * distance),
                estimate * distance / (estimate * distance + (1 - estimate))
            )
        }
        if unit?.hasPrefix("1 =") == true {
            guard estimate > 0 else { return nil }
            return (estimate * exp(-half / estimate), estimate * exp(half / estimate))
        }
        return (estimate - half, estimate + half)
    }
}
