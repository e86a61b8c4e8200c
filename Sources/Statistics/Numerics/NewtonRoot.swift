/// The root of a falling function, by Newton's method kept within a bracket that shrinks around the root.
///
/// - Parameters:
///   - start: where to begin, inside the bracket.
///   - bracket: where the function falls through 0; where a step of Newton's would leave it, it is halved.
///   - function: the value and the slope, below 0.
///
/// Cost: about six calls near the root; 100 at most.
func newtonRoot(
    start: Double, bracket: ClosedRange<Double>, _ function: (Double) -> (value: Double, slope: Double)
) -> Double {
    var (low, high) = (bracket.lowerBound, bracket.upperBound)
    var point = start
    for _ in 0..<100 {
        let (value, slope) = function(point)
        if value == 0 { return point }
        if value > 0 { low = point } else { high = point }
        let step = point - value / slope
        let next = step > low && step < high ? step : (low + high) / 2
        if abs(next - point) <= 0x1p-52 * max(1, abs(point)) { return next }
        point = next
    }
    return point
}
