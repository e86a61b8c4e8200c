/// The Hellinger distance of two groups, from 0 where their shares are equal to 1 where they have no category in
/// common.
///
/// H = √(½·Σ (√p − √q)²) = √(1 − Σ √(p·q)). It is a metric.
///
/// `nil` by the rules of `PairedShares`.
///
/// Source: E. Hellinger, Journal für die reine und angewandte Mathematik 136 (1909) 210-271.
public func hellinger(_ p: [Double], _ q: [Double]) -> Double? {
    PairedShares(p, q).map { shares in
        let sum = shares.sum { p, q, difference in
            let ofRoots = difference / (p.squareRoot() + q.squareRoot())
            return ofRoots * ofRoots
        }
        return min((sum / 2).squareRoot(), 1)
    }
}
