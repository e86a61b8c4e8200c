import Statistics

/// How replicate weights were made.
struct Replication: Equatable {
    let method: ReplicateMethod
    /// Fay's coefficient, from 0 up to 1: the variance is divided by (1 - fay)².
    ///
    /// Source: D. R. Judkins, "Fay's method for variance estimation", Journal of Official Statistics 6 (1990) 223-239.
    let fay: Double

    static let examples = ReplicateMethod.allCases.map(\.rawValue) + ["fay:0.5"]

    init(_ method: ReplicateMethod, fay: Double = 0) { (self.method, self.fay) = (method, fay) }

    /// Nil if the text names no method.
    init?(_ text: String) {
        if let method = ReplicateMethod(rawValue: text) {
            self.init(method)
        } else {
            let words = text.split(separator: ":", omittingEmptySubsequences: false)
            guard words.count == 2, words[0] == "fay", let fay = Double(words[1]), (0..<1).contains(fay) else {
                return nil
            }
            self.init(.brr, fay: fay)
        }
    }
}
