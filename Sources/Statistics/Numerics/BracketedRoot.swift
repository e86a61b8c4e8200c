/// A root of a continuous function between two points where its signs differ, to the last digits.
///
/// `nil` if the signs at the two points do not differ, or a value is NaN. Where the function jumps over 0, the place of
/// the jump. Cost: about ten calls of a smooth function, at most some hundreds.
///
/// Source: R. P. Brent, "Algorithms for Minimization without Derivatives" (1973), chapter 4, procedure zero.
func bracketedRoot(
    from low: Double, to high: Double, _ function: (Double) -> Double
) -> Double? {
    var (a, b) = (low, high)
    var (valueA, valueB) = (function(a), function(b))
    guard valueA * valueB <= 0 || (valueA < 0) != (valueB < 0), !valueA.isNaN, !valueB.isNaN else { return nil }
    // b is the best point so far, c the other end of the bracket, a the point before b.
    var (c, valueC) = (a, valueA)
    var step = b - a
    var stepBefore = step
    for _ in 0..<1000 {
        if (valueB > 0) == (valueC > 0) {
            (c, valueC) = (a, valueA)
            step = b - a
            stepBefore = step
        }
        if abs(valueC) < abs(valueB) {
            (a, b, c) = (b, c, b)
            (valueA, valueB, valueC) = (valueB, valueC, valueB)
        }
        let tolerance = max(abs(b) * 0x1p-52, .leastNormalMagnitude)
        let half = (c - b) / 2
        if abs(half) <= tolerance || valueB == 0 { return b }
        if abs(stepBefore) >= tolerance && abs(valueA) > abs(valueB) {
            // The secant through two points, or the inverse parabola through three.
            let s = valueB / valueA
            var (p, q) = (2 * half * s, 1 - s)
            if a != c {
                let (r, t) = (valueB / valueC, valueA / valueC)
                p = s * (2 * half * t * (t - r) - (b - a) * (r - 1))
                q = (t - 1) * (r - 1) * (s - 1)
            }
            if p > 0 { q = -q } else { p = -p }
            if 2 * p < min(3 * half * q - abs(tolerance * q), abs(stepBefore * q)) {
                (stepBefore, step) = (step, p / q)
            } else {
                (step, stepBefore) = (half, half)
            }
        } else {
            (step, stepBefore) = (half, half)
        }
        (a, valueA) = (b, valueB)
        b += abs(step) > tolerance ? step : (half > 0 ? tolerance : -tolerance)
        valueB = function(b)
    }
    return b
}
