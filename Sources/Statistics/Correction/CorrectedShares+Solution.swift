extension CorrectedShares {
    /// The solution for one table of labelled samples.
    struct Solution: Sendable {
        /// By label, not clipped.
        let shares: [Double]
        let variances: [Double]

        /// - Parameter added: how many labelled samples each label gets more, spread evenly over tags, and over strata
        ///   by their labelled samples.
        ///
        /// `nil` if the labels cannot be separated.
        init?(_ gold: StratifiedGold, added: Double) {
            let cells = Self.cells(gold, added: added)
            let probabilities = Self.probabilities(cells, gold)
            let total = CompensatedSum(gold.tagged).value
            let tags = gold.tagged.map { $0 / total }
            // A tag that no sample has still tells labels apart: it is weighted as if half a sample had it.
            let scales = tags.map { $0 > 0 ? $0 : 0.5 / total }
            guard let map = Self.map(probabilities.rows, scales) else { return nil }
            let shares = map.apply(tags)
            self.shares = shares
            let spread = gold.labels.indices.map { label in
                let row = map.rows[label]
                let mean = zip(row, tags).reduce(0) { $0 + $1.0 * $1.1 }
                return zip(row, tags).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) } / total
            }
            variances = zip(spread, Self.labelVariances(cells, gold, probabilities, map, shares)).map { $0 + $1 }
        }

        private typealias Cell = StratifiedGold.Cell

        private static func cells(_ gold: StratifiedGold, added: Double) -> [Cell] {
            guard added > 0 else { return gold.cells }
            let total = gold.sizes.reduce(0, +)
            var counts: [[Int]: Double] = [:]
            for cell in gold.cells { counts[[cell.stratum, cell.label, cell.tag]] = cell.count }
            return gold.sizes.indices.flatMap { stratum in
                gold.labels.indices.flatMap { label in
                    gold.tags.indices.map { tag in
                        let more = added / Double(gold.tags.count) * gold.sizes[stratum] / total
                        let count = counts[[stratum, label, tag]] ?? 0
                        return Cell(stratum: stratum, label: label, tag: tag, count: count + more)
                    }
                }
            }
        }

        /// The probability of each tag, by label, and the samples that the labels stand for.
        private static func probabilities(
            _ cells: [Cell], _ gold: StratifiedGold
        ) -> (rows: [[Double]], totals: [Double]) {
            var rows = gold.labels.map { _ in gold.tags.map { _ in 0.0 } }
            for cell in cells { rows[cell.label][cell.tag] += gold.weights[cell.stratum] * cell.count }
            let totals = rows.map { $0.reduce(0, +) }
            return (zip(rows, totals).map { row, total in row.map { total > 0 ? $0 / total : 0 } }, totals)
        }

        /// How the shares depend on those of the tags: linear, and a constant that makes them add up to 1.
        private struct Map {
            let rows: [[Double]]
            let constants: [Double]

            func apply(_ tags: [Double]) -> [Double] {
                zip(rows, constants).map { row, constant in
                    CompensatedSum(zip(row, tags).map { $0 * $1 } + [constant]).value
                }
            }
        }

        /// - Parameter scales: D is 1 over them.
        private static func map(_ probabilities: [[Double]], _ scales: [Double]) -> Map? {
            let (labels, tags) = (probabilities.indices, scales.indices)
            // H = A·D·A'.
            let normal = labels.map { one in
                labels.map { other in
                    tags.reduce(0) { $0 + probabilities[one][$1] * probabilities[other][$1] / scales[$1] }
                }
            }
            guard let inverted = inverse(normal) else { return nil }
            let free = labels.map { label in
                tags.map { tag in
                    labels.reduce(0) { $0 + inverted[label][$1] * probabilities[$1][tag] / scales[tag] }
                }
            }
            // The condition that shares add up to 1, by its multiplier.
            let direction = inverted.map { $0.reduce(0, +) }
            let sum = direction.reduce(0, +)
            let columns = tags.map { tag in labels.reduce(0) { $0 + free[$1][tag] } }
            return Map(
                rows: labels.map { label in
                    tags.map { free[label][$0] - direction[label] / sum * columns[$0] }
                },
                constants: labels.map { direction[$0] / sum })
        }

        /// The variance of each share that comes from the labelled samples.
        private static func labelVariances(
            _ cells: [Cell], _ gold: StratifiedGold, _ probabilities: (rows: [[Double]], totals: [Double]), _ map: Map,
            _ shares: [Double]
        ) -> [Double] {
            let means = probabilities.rows.map { row in
                map.rows.map { weights in zip(weights, row).reduce(0) { $0 + $1.0 * $1.1 } }
            }
            return gold.labels.indices.map { share in
                var sums = gold.sizes.map { _ in (count: 0.0, first: 0.0, second: 0.0) }
                for cell in cells where probabilities.totals[cell.label] > 0 {
                    let influence =
                        gold.weights[cell.stratum] * shares[cell.label] / probabilities.totals[cell.label]
                        * (map.rows[share][cell.tag] - means[cell.label][share])
                    sums[cell.stratum].count += cell.count
                    sums[cell.stratum].first += cell.count * influence
                    sums[cell.stratum].second += cell.count * influence * influence
                }
                return sums.reduce(0) { total, sum in
                    guard sum.count > 0 else { return total }
                    let centred = max(sum.second - sum.first * sum.first / sum.count, 0)
                    // A stratum with one label shows no spread: its own square stands for it.
                    return total + (sum.count > 1 ? centred * sum.count / (sum.count - 1) : sum.second)
                }
            }
        }
    }
}
