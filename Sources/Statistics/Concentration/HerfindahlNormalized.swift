/// The Herfindahl-Hirschman index put on a scale from 0, where all units are equal, to 1, where one has everything.
///
/// (HHI − 1/n)/(1 − 1/n) over the n units given. Unlike in `herfindahl` zeros matter: each is a unit.
///
/// `nil` if `herfindahl` is, and for a single unit. Cost: n log n.
///
/// Source: A. Cracau and J. E. Durán Lima, "On the normalized Herfindahl-Hirschman index: a technical note",
/// International Journal on Food System Dynamics 7 (2016) 382-386.
public func herfindahlNormalized(_ weights: [Double]) -> Double? {
    guard let sorted = SortedWeights(weights), weights.count > 1 else { return nil }
    // HHI − 1/n is the sum of the squared distances of the shares from 1/n; that way nothing cancels.
    let squares = sorted.squaresAboveMean
    return min(squares / (sorted.total * sorted.total) * sorted.count / (sorted.count - 1), 1)
}
