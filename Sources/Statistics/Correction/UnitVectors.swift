import Foundation

/// What the samples of a stratum count for by unit, by tags and by labels, as parts of all samples.
struct UnitVectors {
    /// The stratum's part of all samples.
    private let share: Double
    private let samples: Double
    /// By labelled sample, then by unit: those that are not 0.
    private let tagged: [[(unit: Int, amount: Double)]]
    private let labelled: [[(unit: Int, amount: Double)]]
    private let units: Int
    /// Means of the tags over all samples, times the stratum's share.
    let corpusMeans: [Double]
    /// Means of the tags over the samples without a label.
    private let otherMeans: [Double]

    init(
        _ stratum: CorrectedConcentration.Stratum, _ gold: [CorrectedConcentration.LabelledSample], units: [String],
        share: Double
    ) {
        let places = Dictionary(uniqueKeysWithValues: units.enumerated().map { ($0.element, $0.offset) })
        func vector(_ amounts: [String: Double]) -> [(unit: Int, amount: Double)] {
            amounts.compactMap { name, amount in places[name].map { (unit: $0, amount: amount) } }
                .sorted { $0.unit < $1.unit }
        }
        (self.share, samples, self.units) = (share, stratum.samples, units.count)
        tagged = gold.map { vector($0.tagged) }
        labelled = gold.map { vector($0.labelled) }
        let totals = units.map { stratum.totals[$0] ?? 0 }
        corpusMeans = totals.map { share * $0 / stratum.samples }
        var others = totals
        for sample in tagged {
            for (unit, amount) in sample { others[unit] -= amount }
        }
        let count = stratum.samples - Double(gold.count)
        otherMeans = others.map { count > 0 ? max($0, 0) / count : 0 }
    }

    /// Samples without a label.
    private var others: Double { max(samples - Double(labelled.count), 0) }

    /// The stratum's part of the corrected amounts: mean label + λ·(mean tag of the others − mean tag of the labelled).
    func corrected(weight: Double) -> [Double] {
        let (labels, tags) = (means(labelled), means(tagged))
        return (0..<units).map { share * (labels[$0] + weight * (otherMeans[$0] - tags[$0])) }
    }

    private func means(_ vectors: [[(unit: Int, amount: Double)]]) -> [Double] {
        var sums = [Double](repeating: 0, count: units)
        for vector in vectors { for (unit, amount) in vector { sums[unit] += amount } }
        return sums.map { $0 / Double(vectors.count) }
    }

    /// Adds the covariance of the stratum's part of the corrected amounts: that of the labelled samples' differences,
    /// and that of the tags of the others.
    func addCovariance(weight: Double, to covariance: inout UnitCovariance) {
        let factor = share * share
        let differences = zip(labelled, tagged).map { Self.difference($0, weight, $1) }
        covariance.add(differences, factor: factor / Double(labelled.count))
        if others > 0 { covariance.add(tagged, factor: factor * weight * weight / others) }
    }

    /// Adds the covariance of the stratum's tagged amounts of all samples, which the labelled ones tell.
    func addTagCovariance(to covariance: inout UnitCovariance) {
        covariance.add(tagged, factor: share * share / samples)
    }

    /// The variance of a linear combination of the labelled samples' differences, and the variance of that variance,
    /// which is larger the fewer samples differ.
    func differenceMoments(of contrast: [Double], weight: Double) -> (variance: Double, ofVariance: Double) {
        let count = Double(labelled.count)
        let numbers = zip(labelled, tagged).map { Self.dot($0, contrast) - weight * Self.dot($1, contrast) }
        let mean = CompensatedSum(numbers).value / count
        let second = CompensatedSum(numbers.map { pow($0 - mean, 2) }).value / count
        let fourth = CompensatedSum(numbers.map { pow($0 - mean, 4) }).value / count
        let factor = share * share / count
        return (factor * second, factor * factor * max(fourth - second * second, 0) / count)
    }

    /// Units of labelled samples, by tags or labels.
    var labelledUnits: Set<Int> { Set((tagged + labelled).flatMap { $0.map(\.unit) }) }

    /// The weight λ of the tags that makes the sum of the variances of all units least, from 0 to 1.
    static func weight(_ parts: [UnitVectors]) -> Double {
        var (together, tags) = (0.0, 0.0)
        for part in parts where part.others > 0 {
            let count = Double(part.labelled.count)
            let (labelMeans, tagMeans) = (part.means(part.labelled), part.means(part.tagged))
            var (products, squares) = (0.0, 0.0)
            for (labels, tagged) in zip(part.labelled, part.tagged) {
                let amounts = Dictionary(uniqueKeysWithValues: labels.map { ($0.unit, $0.amount) })
                for (unit, amount) in tagged {
                    products += amount * (amounts[unit] ?? 0)
                    squares += amount * amount
                }
            }
            let covariance = products / count - zip(labelMeans, tagMeans).reduce(0) { $0 + $1.0 * $1.1 }
            let variance = squares / count - tagMeans.reduce(0) { $0 + $1 * $1 }
            let factor = part.share * part.share
            together += factor * covariance / count
            tags += factor * variance * (1 / count + 1 / part.others)
        }
        return tags > 0 ? min(max(together / tags, 0), 1) : 0
    }

    private static func dot(_ vector: [(unit: Int, amount: Double)], _ contrast: [Double]) -> Double {
        vector.reduce(0) { $0 + $1.amount * contrast[$1.unit] }
    }

    private static func difference(
        _ labels: [(unit: Int, amount: Double)], _ weight: Double, _ tags: [(unit: Int, amount: Double)]
    ) -> [(unit: Int, amount: Double)] {
        var amounts = Dictionary(uniqueKeysWithValues: labels.map { ($0.unit, $0.amount) })
        for (unit, amount) in tags { amounts[unit, default: 0] -= weight * amount }
        // In a fixed order, so that sums do not depend on that of a dictionary.
        return amounts.sorted { $0.key < $1.key }.map { (unit: $0.key, amount: $0.value) }
    }
}
