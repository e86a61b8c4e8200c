import Statistics

/// One connected block of items: minimise Σ w·log(1 + exp(−(r_winner − r_loser))) + κ/2·Σ (r − r0)².
struct BlockProblem: Sendable {
    /// Items are numbered within the block.
    let pairs: [CountedPairs.Entry]
    let prior: [Double]
    /// κ. With 0 the sum of r − r0 is held at 0.
    let penalty: Double

    struct Solution: Sendable {
        let rewards: [Double]
        let iterations: Int
    }

    private static let mostIterations = 200
    /// Blocks up to this size are solved by a factor, greater ones by conjugate gradients.
    private static let greatestDenseSize = 512

    /// Newton's method with step halving. `nil` if it does not converge.
    ///
    /// Cost for each of about ten steps: pairs, and size³/6 or, above 512 items, some hundred times the pairs.
    func solve() -> Solution? {
        var rewards = prior
        var current = objective(rewards)
        for iteration in 1...Self.mostIterations {
            let derivatives = derivatives(rewards)
            guard let step = step(derivatives) else { return nil }
            let greatest = step.map(abs).max() ?? 0
            guard greatest.isFinite else { return nil }
            // Convergence is quadratic: what is left after such a step is below rounding.
            if greatest < 1e-9 {
                return Solution(rewards: moved(rewards, step, 1), iterations: iteration)
            }
            // So near the minimum the objective changes by less than its rounding, and cannot judge a step.
            let promised = dot(derivatives.gradient, step)
            if promised <= 1e-9 * current && greatest < 0.1 || promised <= 1e-14 * current {
                rewards = moved(rewards, step, 1)
                current = objective(rewards)
                continue
            }
            var length = 1.0
            var next = moved(rewards, step, length)
            var value = objective(next)
            while !(value <= current), length > 1e-10 {
                length /= 2
                next = moved(rewards, step, length)
                value = objective(next)
            }
            rewards = next
            current = value
        }
        return nil
    }

    func objective(_ rewards: [Double]) -> Double {
        var sum = CompensatedSum()
        for pair in pairs { sum.add(pair.count * LogisticLoss.value(rewards[pair.winner] - rewards[pair.loser])) }
        if penalty > 0 {
            for (reward, prior) in zip(rewards, prior) { sum.add(penalty / 2 * (reward - prior) * (reward - prior)) }
        }
        return sum.value
    }

    private func moved(_ rewards: [Double], _ step: [Double], _ length: Double) -> [Double] {
        zip(rewards, step).map { $0 - length * $1 }
    }

    private struct Derivatives {
        var gradient: [Double]
        /// By pair, the curvature w·s·(1 − s).
        var curvatures: [Double]
        var diagonal: [Double]
    }

    private func derivatives(_ rewards: [Double]) -> Derivatives {
        var result = Derivatives(
            gradient: zip(rewards, prior).map { penalty * ($0 - $1) }, curvatures: [],
            diagonal: [Double](repeating: penalty, count: prior.count))
        result.curvatures.reserveCapacity(pairs.count)
        for pair in pairs {
            let lead = rewards[pair.winner] - rewards[pair.loser]
            let pull = LogisticLoss.pull(lead)
            result.gradient[pair.winner] -= pair.count * pull
            result.gradient[pair.loser] += pair.count * pull
            let curvature = pair.count * pull * LogisticLoss.pull(-lead)
            result.curvatures.append(curvature)
            result.diagonal[pair.winner] += curvature
            result.diagonal[pair.loser] += curvature
        }
        return result
    }

    private func step(_ derivatives: Derivatives) -> [Double]? {
        prior.count <= Self.greatestDenseSize ? denseStep(derivatives) : conjugateStep(derivatives)
    }

    private func denseStep(_ derivatives: Derivatives) -> [Double]? {
        let size = prior.count
        var matrix = [Double](repeating: 0, count: size * size)
        for item in 0..<size { matrix[item * size + item] = derivatives.diagonal[item] }
        for (pair, curvature) in zip(pairs, derivatives.curvatures) {
            matrix[pair.winner * size + pair.loser] -= curvature
            matrix[pair.loser * size + pair.winner] -= curvature
        }
        if penalty == 0 {
            // The direction (1, …, 1) has no curvature and no gradient: any curvature holds the sum where it is.
            let filling = shiftCurvature(derivatives)
            for index in matrix.indices { matrix[index] += filling }
        }
        return Cholesky(matrix, size: size)?.solve(derivatives.gradient)
    }

    private func shiftCurvature(_ derivatives: Derivatives) -> Double {
        derivatives.diagonal.reduce(0, +) / Double(prior.count * prior.count)
    }

    /// Conjugate gradients with the diagonal as preconditioner.
    ///
    /// Source: J. Nocedal and S. J. Wright, "Numerical Optimization" (2006), algorithm 5.3.
    private func conjugateStep(_ derivatives: Derivatives) -> [Double]? {
        var solution = [Double](repeating: 0, count: prior.count)
        var residual = derivatives.gradient
        var scaled = zip(residual, derivatives.diagonal).map { $1 > 0 ? $0 / $1 : 0 }
        var direction = scaled
        var product = dot(residual, scaled)
        let target = product * 1e-24
        for _ in 0..<(4 * prior.count) {
            if product <= target { break }
            let image = curvature(derivatives, along: direction)
            let bend = dot(direction, image)
            guard bend > 0 else { return nil }
            let length = product / bend
            for item in solution.indices {
                solution[item] += length * direction[item]
                residual[item] -= length * image[item]
            }
            scaled = zip(residual, derivatives.diagonal).map { $1 > 0 ? $0 / $1 : 0 }
            let next = dot(residual, scaled)
            let ratio = next / product
            for item in direction.indices { direction[item] = scaled[item] + ratio * direction[item] }
            product = next
        }
        if penalty == 0 {
            let mean = solution.reduce(0, +) / Double(solution.count)
            solution = solution.map { $0 - mean }
        }
        return solution
    }

    private func curvature(_ derivatives: Derivatives, along direction: [Double]) -> [Double] {
        var image = direction.map { $0 * penalty }
        for (pair, curvature) in zip(pairs, derivatives.curvatures) {
            let flow = curvature * (direction[pair.winner] - direction[pair.loser])
            image[pair.winner] += flow
            image[pair.loser] -= flow
        }
        return image
    }

    private func dot(_ one: [Double], _ other: [Double]) -> Double {
        var sum = 0.0
        for index in one.indices { sum += one[index] * other[index] }
        return sum
    }

    /// The variances of the rewards by the curvature at a solution, with the mean reward held fixed. `nil` if the
    /// curvature is singular.
    func variances(_ rewards: [Double]) -> [Double]? {
        let size = prior.count
        let derivatives = derivatives(rewards)
        var matrix = [Double](repeating: 0, count: size * size)
        for item in 0..<size { matrix[item * size + item] = derivatives.diagonal[item] }
        for (pair, curvature) in zip(pairs, derivatives.curvatures) {
            matrix[pair.winner * size + pair.loser] -= curvature
            matrix[pair.loser * size + pair.winner] -= curvature
        }
        let filling = shiftCurvature(derivatives)
        for index in matrix.indices { matrix[index] += filling }
        guard filling > 0, let factor = Cholesky(matrix, size: size) else { return nil }
        let shift = 1 / (filling * Double(size * size))
        return (0..<size).map { item in
            var unit = [Double](repeating: 0, count: size)
            unit[item] = 1
            return factor.solve(unit)[item] - shift
        }
    }
}
