/// L-BFGS: minimises a smooth convex function from its values and gradients.
///
/// Source: D. C. Liu and J. Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical
/// Programming 45 (1989) 503-528; J. Nocedal and S. J. Wright, "Numerical Optimization" (2006), algorithm 7.4, with a
/// line search by halving (Armijo's condition).
struct LimitedMemoryDescent {
    struct Point {
        let value: Double
        let gradient: [Double]
    }

    private(set) var place: [Double]
    private(set) var point: Point
    private var steps: [(change: [Double], bend: [Double], product: Double)] = []
    private static let memory = 10

    /// - Parameter evaluate: the value and the gradient at a place.
    init(at place: [Double], _ evaluate: ([Double]) -> Point) {
        self.place = place
        point = evaluate(place)
    }

    /// One step. False if no step lowers the value, that is at the minimum.
    mutating func step(_ evaluate: ([Double]) -> Point) -> Bool {
        var direction = self.direction()
        var slope = dot(direction, point.gradient)
        if !(slope < 0) {
            steps = []
            direction = point.gradient.map { -$0 }
            slope = dot(direction, point.gradient)
        }
        guard slope < 0, slope.isFinite else { return false }
        var length = steps.isEmpty ? min(1, 1 / (-slope).squareRoot()) : 1
        while length > 1e-14 {
            let next = zip(place, direction).map { $0 + length * $1 }
            let found = evaluate(next)
            if found.value <= point.value + 1e-4 * length * slope {
                // A step that changes nothing is the end, whatever rounding says of the value.
                guard found.value < point.value else { return false }
                remember(zip(next, place).map(-), zip(found.gradient, point.gradient).map(-))
                place = next
                point = found
                return true
            }
            length /= 2
        }
        return false
    }

    private mutating func remember(_ change: [Double], _ bend: [Double]) {
        let product = dot(change, bend)
        guard product > 1e-12 * dot(bend, bend).squareRoot() * dot(change, change).squareRoot() else { return }
        if steps.count == Self.memory { steps.removeFirst() }
        steps.append((change, bend, product))
    }

    /// The two loops over the remembered steps.
    private func direction() -> [Double] {
        var direction = point.gradient.map { -$0 }
        var factors: [Double] = []
        for step in steps.reversed() {
            let factor = dot(step.change, direction) / step.product
            factors.append(factor)
            for index in direction.indices { direction[index] -= factor * step.bend[index] }
        }
        if let last = steps.last {
            let scale = last.product / dot(last.bend, last.bend)
            for index in direction.indices { direction[index] *= scale }
        }
        for (step, factor) in zip(steps, factors.reversed()) {
            let correction = factor - dot(step.bend, direction) / step.product
            for index in direction.indices { direction[index] += correction * step.change[index] }
        }
        return direction
    }

    private func dot(_ one: [Double], _ other: [Double]) -> Double {
        var sum = 0.0
        for index in one.indices { sum += one[index] * other[index] }
        return sum
    }
}
