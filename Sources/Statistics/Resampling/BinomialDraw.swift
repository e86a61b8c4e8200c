import Foundation

extension Philox {
    /// How many of `trials` draws fall on a part of a whole, by chance.
    ///
    /// - Parameters:
    ///   - trials: a whole number from 0 to 2^53.
    ///   - part, rest: the sizes of the part and of what is not in it, 0 or more and not both 0. They are given
    ///     separately because a probability near 1 would have lost the digits of the rest.
    ///
    /// Constant time: inversion where few draws are expected, otherwise transformed rejection.
    ///
    /// Source: W. Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and
    /// Simulation 46 (1993) 101-110, algorithm BTRS.
    mutating func nextBinomial(trials: Double, part: Double, rest: Double) -> Double {
        guard trials > 0, part > 0 else { return 0 }
        guard rest > 0 else { return trials }
        guard part <= rest else { return trials - nextBinomial(trials: trials, part: rest, rest: part) }
        let p = part / (part + rest)
        let q = rest / (part + rest)
        return trials * p < 10 ? inverted(trials, p, q) : rejected(trials, p, q)
    }

    /// Adds up probabilities from 0 on until they reach a random one.
    private mutating func inverted(_ n: Double, _ p: Double, _ q: Double) -> Double {
        let none = exp(n * log1p(-p))
        while true {
            var left = nextUniform()
            var probability = none
            var count = 0.0
            // Beyond 200 all that is left is rounding: draw again.
            while left > probability, count < min(n, 200) {
                left -= probability
                count += 1
                probability *= (n - count + 1) / count * (p / q)
            }
            if left <= probability { return count }
        }
    }

    private mutating func rejected(_ n: Double, _ p: Double, _ q: Double) -> Double {
        let deviation = (n * p * q).squareRoot()
        let b = 1.15 + 2.53 * deviation
        let a = -0.0873 + 0.0248 * b + 0.01 * p
        let alpha = (2.83 + 5.1 / b) * deviation
        let mode = ((n + 1) * p).rounded(.down)
        while true {
            let u = nextUniform() - 0.5
            let v = nextUniform()
            let edge = 0.5 - abs(u)
            let count = ((2 * a / edge + b) * u + n * p + 0.5).rounded(.down)
            if edge >= 0.07 && v <= 0.92 - 4.2 / b { return count }
            guard count >= 0, count <= n else { continue }
            let bound = log(v * alpha / (a / (edge * edge) + b))
            if bound <= logBinomial(count, n, p, q) - logBinomial(mode, n, p, q) { return count }
        }
    }
}

/// The logarithm of the binomial probability of `k` of `n`.
private func logBinomial(_ k: Double, _ n: Double, _ p: Double, _ q: Double) -> Double {
    guard k > 0 else { return n * log1p(-p) }
    guard k < n else { return n * log(p) }
    return stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, mean: n * p)
        - deviance(n - k, mean: n * q) + log(n / (2 * Double.pi * k * (n - k))) / 2
}
