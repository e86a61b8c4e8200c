import Foundation

/// log(1 + exp(−x)), the loss of a pair whose chosen side is ahead by x, and its derivatives.
enum LogisticLoss {
    /// Does not overflow, and keeps its digits for great x.
    static func value(_ x: Double) -> Double { x > 0 ? log1p(exp(-x)) : log1p(exp(x)) - x }

    /// 1/(1 + exp(x)): the derivative with its sign changed.
    static func pull(_ x: Double) -> Double {
        if x <= 0 { return 1 / (1 + exp(x)) }
        let odds = exp(-x)
        return odds / (1 + odds)
    }
}
