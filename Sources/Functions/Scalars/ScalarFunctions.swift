/// The functions of one row over SQLite's own values. A new one is one more line in the file of its group.
enum ScalarFunctions {
    /// In the order in which help shows them.
    static let all: [ScalarFunction] = [texts, choices, regularExpressions, lists].flatMap { $0 }
}
