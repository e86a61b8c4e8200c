import Facts
import Foundation
import Tabular

extension EngineCosts {
    /// One line for a person: spark: 4 statements, 57,487 combinations, 2.6 MB, 18.3 s.
    var account: String {
        func count(_ number: Int, _ noun: String) -> String {
            "\(Magnitude.grouped(Int64(number))) \(noun)\(number == 1 ? "" : "s")"
        }
        let parts = [
            count(statementCount, "statement"), count(groupCount, "combination"), byteCount.map(Magnitude.bytes),
            String(format: "%.1f s", seconds),
        ]
        return "\(engine): \(parts.compactMap { $0 }.joined(separator: ", "))"
    }
}
