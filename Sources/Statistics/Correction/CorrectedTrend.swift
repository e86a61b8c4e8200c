/// A trend of shares over stages, raw beside corrected, and whether the finding stands.
public struct CorrectedTrend: Sendable {
    /// A share at a stage, with its standard error.
    public struct Point: Sendable {
        /// The number of the stage, or a time.
        public let score: Double
        public let share: Double
        public let standardError: Double

        public init(score: Double, share: Double, standardError: Double) {
            self.score = score
            self.share = share
            self.standardError = standardError
        }
    }

    /// A straight line through shares, by least squares with weights 1/s².
    public struct Line: Sendable {
        /// The change of the share per unit of the score.
        public let slope: Double
        public let standardError: Double

        /// Two-sided, of no trend; normal.
        public var probability: Double { normalTwoSided(slope / standardError) }

        /// `nil` unless 0 < `level` < 1.
        public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
            guard level > 0, level < 1, let lower = normalQuantile((1 - level) / 2) else { return nil }
            return (slope + lower * standardError, slope - lower * standardError)
        }

        /// `nil` unless there are two different scores, and all shares and errors are finite, errors above 0.
        ///
        /// - Parameter covariances: of the shares, beside their own variances; nil for independent ones.
        init?(_ points: [Point], covariances: [[Double]]?) {
            guard
                points.allSatisfy({
                    $0.score.isFinite && $0.share.isFinite && $0.standardError > 0 && $0.standardError.isFinite
                }), covariances.map({ $0.count == points.count && $0.allSatisfy { $0.count == points.count } }) ?? true
            else { return nil }
            let weights = points.map { 1 / ($0.standardError * $0.standardError) }
            let total = CompensatedSum(weights).value
            let mean = CompensatedSum(zip(points, weights).map { $0.score * $1 }).value / total
            let spread = CompensatedSum(zip(points, weights).map { $1 * ($0.score - mean) * ($0.score - mean) }).value
            guard spread > 0 else { return nil }
            let parts = zip(points, weights).map { $1 * ($0.score - mean) / spread }
            slope = CompensatedSum(zip(points, parts).map { $0.share * $1 }).value
            var variance = CompensatedSum(
                zip(points, parts).map { $0.standardError * $0.standardError * $1 * $1 })
            for (one, row) in (covariances ?? []).enumerated() {
                for (other, covariance) in row.enumerated() where other != one {
                    variance.add(parts[one] * parts[other] * covariance)
                }
            }
            guard variance.value > 0 else { return nil }
            standardError = variance.value.squareRoot()
        }
    }

    /// What becomes of the raw trend.
    public enum Verdict: String, Sendable {
        /// Raw and corrected shares have a trend, in the same direction.
        case stands
        /// Only raw shares have a trend.
        case vanishes
        /// Both have a trend, in opposite directions.
        case reverses
        /// Only corrected shares have a trend.
        case appears
        /// Neither has a trend.
        case none
    }

    public let raw: Line
    public let corrected: Line

    /// - Parameters:
    ///   - raw: the shares of tags by stage.
    ///   - corrected: the corrected shares of the same stages.
    ///   - covariances: of the corrected shares, where stages were corrected by the same labelled samples; nil where
    ///     each stage has its own.
    ///
    /// `nil` unless there are two different scores, and all numbers are finite, standard errors above 0.
    public init?(raw: [Point], corrected: [Point], covariances: [[Double]]? = nil) {
        guard raw.count == corrected.count, let rawLine = Line(raw, covariances: nil),
            let correctedLine = Line(corrected, covariances: covariances)
        else { return nil }
        self.raw = rawLine
        self.corrected = correctedLine
    }

    /// Whether the trend stands: a trend is one whose interval at the level leaves out 0. `nil` unless 0 < `level` < 1.
    public func verdict(level: Double = 0.95) -> Verdict? {
        guard let rawBounds = raw.interval(level: level), let bounds = corrected.interval(level: level) else {
            return nil
        }
        func direction(_ bounds: (low: Double, high: Double)) -> Int { bounds.low > 0 ? 1 : bounds.high < 0 ? -1 : 0 }
        switch (direction(rawBounds), direction(bounds)) {
        case (0, 0): return Verdict.none
        case (0, _): return .appears
        case (_, 0): return .vanishes
        case (let one, let other): return one == other ? .stands : .reverses
        }
    }
}
