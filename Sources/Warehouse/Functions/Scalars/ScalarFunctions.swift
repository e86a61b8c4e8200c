/// The functions of one row over SQLite's own values. A new one is a line in the file of its idea.
enum ScalarFunctions {
    /// In the order in which help shows them.
    static let all: [ScalarFunction] = [texts, choices, regularExpressions, lists].flatMap { $0 }
}
