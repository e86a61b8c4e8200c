/// The answers of models that an aggregate got, a row per code or several.
struct GivenModels {
    private struct Key: Hashable {
        let part: String?
        let question: String
    }

    private var weights: [String: [Key: [Int32: Double]]] = [:]
    /// Where each model, group and question was met first.
    private var places: [String: [Key: Double]] = [:]

    /// - Parameter part: the group that the model answers for; blank if it answers for every group.
    mutating func add(_ code: Int32, question: String, model: String, part: String, weight: Double, place: Double) {
        let key = Key(part: part.isEmpty ? nil : part, question: question)
        weights[model, default: [:]][key, default: [:]][code, default: 0] += weight
        let former = places[model]?[key] ?? .infinity
        places[model, default: [:]][key] = min(former, place)
    }

    /// The distributions of each model in the order of their places, models by name. Distributions without a weight on
    /// an option of their question are left out.
    func shares(knowing table: RespondentTable) -> [(model: String, shares: [OptionShares])] {
        let codes = Dictionary(
            zip(table.questions.map(\.id), table.codes), uniquingKeysWith: { first, _ in first })
        return weights.keys.sorted().map { model in
            let places = places[model] ?? [:]
            let keys = places.keys.sorted {
                (places[$0] ?? 0, $0.question, $0.part ?? "") < (places[$1] ?? 0, $1.question, $1.part ?? "")
            }
            let shares = keys.compactMap { key -> OptionShares? in
                guard let found = weights[model]?[key], let options = codes[key.question],
                    options.contains(where: { (found[$0] ?? 0) > 0 })
                else { return nil }
                return OptionShares(group: key.part, question: key.question, weights: found)
            }
            return (model, shares)
        }
    }
}
