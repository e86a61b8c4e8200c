/// F1 of one label: 2·TP/(2·TP + FP + FN), which is 2·TP over the sum of the rows that have the label and those that
/// get it.
///
/// 0 where that sum is 0: the label neither occurs nor is predicted, and F1 is not defined. This is scikit-learn's
/// `zero_division=0`.
///
/// Source: C. J. van Rijsbergen, "Information Retrieval" (1979), chapter 7, with β = 1.
func f1(truePositives: Double, support: Double, predicted: Double) -> Double {
    let sum = support + predicted
    return sum > 0 ? 2 * truePositives / sum : 0
}

extension LabelCounts {
    /// The unweighted mean of F1 over all labels of the list, also those that do not occur.
    public var macroF1: Double {
        Self.macroF1(cells.map(Double.init), labelCount: labelCount)
    }

    /// The same for cells of a matrix that need not be whole, such as those of a bootstrap replicate.
    static func macroF1(_ cells: [Double], labelCount: Int) -> Double {
        let width = labelCount + 1
        guard labelCount > 0, cells.count == width * width else { return 0 }
        var total = 0.0
        for label in 0..<labelCount {
            var (support, predicted) = (0.0, 0.0)
            for other in 0..<width {
                support += cells[label * width + other]
                predicted += cells[other * width + label]
            }
            total += f1(truePositives: cells[label * width + label], support: support, predicted: predicted)
        }
        return total / Double(labelCount)
    }
}
