/// The share of all orders of the values for which something holds, from 0 to 1.
///
/// Equal values are taken as different, so every order of places counts once. Cost: n! calls.
///
/// Source: B. R. Heap, "Permutations by interchanges", The Computer Journal 6 (1963) 293-298.
func permutationShare(_ values: [Double], _ holds: ([Double]) -> Bool) -> Double {
    var order = values
    var counters = [Int](repeating: 0, count: order.count)
    var total = 1
    var found = holds(order) ? 1 : 0
    var place = 1
    while place < order.count {
        if counters[place] < place {
            order.swapAt(place.isMultiple(of: 2) ? 0 : counters[place], place)
            total += 1
            if holds(order) { found += 1 }
            counters[place] += 1
            place = 1
        } else {
            counters[place] = 0
            place += 1
        }
    }
    return Double(found) / Double(total)
}
