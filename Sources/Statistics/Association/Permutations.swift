/// The share of all permutations of some items whose sum over positions meets a condition, from 0 to 1.
///
/// Orders that differ only in which of two equal things comes first are tried once: all have as many of them. Orders
/// that begin alike share the sum over their beginning. Cost: about e·n! calls of `term`, less where things are equal.
///
/// - Parameters:
///   - things: what is put in order; equal numbers are equal things.
///   - term: what a place adds, given the order up to and including that place, as the places that the things come
///     from.
func permutationShare(
    of things: [Double], term: (_ order: [Int], _ place: Int) -> Int128,
    holds: (_ order: [Int], _ sum: Int128) -> Bool
) -> Double {
    let kinds = denseRanks(things)
    var order = Array(things.indices)
    var (total, found) = (0.0, 0.0)
    func extend(from place: Int, _ sum: Int128) {
        guard place < order.count else {
            total += 1
            if holds(order, sum) { found += 1 }
            return
        }
        for next in place..<order.count {
            let kind = kinds[order[next]]
            var isTried = false
            for before in place..<next where kinds[order[before]] == kind { isTried = true }
            if isTried { continue }
            order.swapAt(place, next)
            extend(from: place + 1, sum + term(order, place))
            order.swapAt(place, next)
        }
    }
    extend(from: 0, 0)
    return found / total
}
