/// p-values adjusted by Holm's step-down procedure: the probability that any of those at or below α is false is at most
/// α, whatever their dependence.
///
/// The i-th smallest of m becomes max over j ≤ i of (m − j + 1)·p₍ⱼ₎, at most 1. The result is in the order of the
/// input.
///
/// `nil` if a value is not between 0 and 1. Cost: m log m.
///
/// Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6
/// (1979) 65-70.
public func holmAdjusted(_ probabilities: [Double]) -> [Double]? {
    guard probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return nil }
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    var adjusted = probabilities
    var greatest = 0.0
    for (position, index) in order.enumerated() {
        greatest = max(greatest, min(1, Double(order.count - position) * probabilities[index]))
        adjusted[index] = greatest
    }
    return adjusted
}
