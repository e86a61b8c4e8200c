import Foundation

extension StatisticRegistry {
    /// Of one p-value among all of them, which come as a JSON array: `holm(p, json_group_array(p) over ())`.
    static let adjustment: [StatisticFunction] = [
        adjustment("holm", "The p-value p among all, adjusted by Holm's procedure.", holmAdjusted),
        adjustment("bh", "The p-value p among all, adjusted by Benjamini and Hochberg.", benjaminiHochbergAdjusted),
    ]

    private static func adjustment(
        _ name: String, _ summary: String, _ adjust: @escaping @Sendable ([Double]) -> [Double]?
    ) -> StatisticFunction {
        StatisticFunction(
            name: name, summary: summary,
            arguments: [.init(name: "p", kind: .number), .init(name: "all_p", kind: .text)], argumentCounts: 2...2,
            kind: .scalar { input throws(StatisticError) in
                guard input.numbers.count == 1, input.texts.count == 1 else { return nil }
                let all = try numbers(inJSON: input.texts[0])
                // Equal p-values have equal adjusted ones, so the value alone identifies it.
                guard let place = place(of: input.numbers[0], in: all), let adjusted = adjust(all) else { return nil }
                return .number(adjusted[place])
            }
        )
    }

    /// Where a p-value stands. SQLite's JSON has 15 digits, so the nearest within these is meant.
    private static func place(of value: Double, in all: [Double]) -> Int? {
        let nearest = all.indices.min { abs(all[$0] - value) < abs(all[$1] - value) }
        return nearest.flatMap { abs(all[$0] - value) <= 1e-14 * abs(value) ? $0 : nil }
    }

    /// The numbers of a JSON array, without its nulls.
    private static func numbers(inJSON text: String) throws(StatisticError) -> [Double] {
        guard let values = try? JSONDecoder().decode([Double?].self, from: Data(text.utf8)) else {
            throw .notAnArrayOfNumbers(text)
        }
        return values.compactMap { $0 }
    }
}
