/// The share of all orders of `count` things for which a sum over places is as wanted, from 0 to 1.
///
/// Things are taken as different even where they are equal, so every order counts once. Orders that begin alike share the
/// sum over their beginning. Cost: about e·n! calls of `term`.
///
/// - Parameters:
///   - term: what a place adds, given the order up to and including that place, as the numbers of the things.
func permutationShare(
    of count: Int, term: (_ order: [Int], _ place: Int) -> Double, holds: (_ sum: Double) -> Bool
) -> Double {
    var order = Array(0..<count)
    var (total, found) = (0.0, 0.0)
    func extend(from place: Int, _ sum: Double) {
        guard place < count else {
            total += 1
            if holds(sum) { found += 1 }
            return
        }
        for next in place..<count {
            order.swapAt(place, next)
            extend(from: place + 1, sum + term(order, place))
            order.swapAt(place, next)
        }
    }
    extend(from: 0, 0)
    return found / total
}
