extension ContingencyTable {
    /// Pearson's chi-square of the table, 0 without association: Σ (n − e)²/e over all cells, e = row total · column
    /// total / N.
    ///
    /// Source: K. Pearson, Philosophical Magazine 50 (1900) 157-175.
    public var chiSquare: Double {
        scaledChiSquare / scale
    }

    /// Chi-square of the cells as they are, times `scale`.
    private var scaledChiSquare: Double {
        sum { _, expected, difference in difference / expected * difference }
    }

    /// The probability of a chi-square at least as great without association, by the chi-square distribution with
    /// (r − 1)(c − 1) degrees of freedom. Rough where many expected counts are below about 5.
    ///
    /// `nil` for a single row or column.
    public var chiSquareProbability: Double? {
        let degrees = Double(rowCount - 1) * Double(columnCount - 1)
        return degrees > 0 ? chiSquareUpper(chiSquare, degrees: degrees) : nil
    }

    /// Cramér's V, from 0 without association to 1 if one category determines the other: √(χ²/(N·min(r − 1, c − 1))).
    ///
    /// Without bias correction it is above 0 even where there is no association, the more the smaller the counts.
    /// `nil` for a single row or column. Cost: that of the cells.
    ///
    /// Source: H. Cramér, "Mathematical Methods of Statistics" (1946), section 21.9.
    public var cramersV: Double? {
        let smaller = Double(min(rowCount, columnCount) - 1)
        return smaller > 0 ? min((scaledChiSquare / total / smaller).squareRoot(), 1) : nil
    }

    /// Cramér's V with bias correction: 0 if chi-square is not above its expectation by chance.
    ///
    /// √(φ²/min(r′ − 1, c′ − 1)) with φ² = max(0, χ²/N − (r − 1)(c − 1)/(N − 1)), r′ = r − (r − 1)²/(N − 1) and c′
    /// likewise. `nil` for a single row or column, and where N is so small that r′ or c′ is not above 1.
    ///
    /// Source: W. Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean Statistical
    /// Society 42 (2013) 323-328.
    public var correctedCramersV: Double? {
        let (r, c) = (Double(rowCount), Double(columnCount))
        let samples = total / scale
        guard r > 1, c > 1, samples > 1 else { return nil }
        let smaller = min(r - (r - 1) * (r - 1) / (samples - 1), c - (c - 1) * (c - 1) / (samples - 1)) - 1
        guard smaller > 0 else { return nil }
        let byChance = (r - 1) * (c - 1) / (samples - 1)
        let excess = scaledChiSquare / total - byChance
        // The root of a mere rounding error would still be 1e-8.
        guard excess > 8 * byChance.ulp else { return 0 }
        return min((excess / smaller).squareRoot(), 1)
    }

    /// The mutual information of the two categories in nats: 0 without association, at most the entropy of either.
    ///
    /// Σ (n/N)·ln(n/e) over the cells, the plug-in value: too great by about (r − 1)(c − 1)/(2N). Divide by ln 2 for
    /// bits.
    ///
    /// Source: C. E. Shannon, Bell System Technical Journal 27 (1948) 379-423.
    public var mutualInformation: Double {
        // With e − n added, which sums to 0 over all cells: none is negative, and near independence nothing cancels.
        max(0, sum { deviance($0, mean: $1, difference: $2) } / total)
    }
}
