/// p-values adjusted by Benjamini and Hochberg's step-up procedure: of those at or below q, a share of q is expected to
/// be false, where the tests are independent or positively dependent.
///
/// The i-th smallest of m becomes min over j ≥ i of m·p₍ⱼ₎/j, at most 1. The result is in the order of the input.
///
/// `nil` if a value is not between 0 and 1. Cost: m log m.
///
/// Source: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical
/// Society B 57 (1995) 289-300.
public func benjaminiHochbergAdjusted(_ probabilities: [Double]) -> [Double]? {
    guard probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return nil }
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    var adjusted = probabilities
    var least = 1.0
    for (position, index) in order.enumerated().reversed() {
        least = min(least, Double(order.count) * probabilities[index] / Double(position + 1))
        adjusted[index] = least
    }
    return adjusted
}
