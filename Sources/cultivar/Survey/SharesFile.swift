import Endpoint
import Foundation
import Readers
import Surveys

/// Option distributions of models or of a corpus, by model, group and question.
struct SharesFile {
    /// The distributions of one model.
    struct Model {
        let name: String
        var shares: [OptionShares]
    }

    private(set) var models: [Model] = []
    private var weights: [String: [Key: [Int32: Double]]] = [:]
    private var order: [String: [Key]] = [:]
    /// Replies without a code of the question's scale, by model.
    private(set) var unmapped: [String: Int] = [:]

    private struct Key: Hashable {
        let group: String?
        let question: String
    }

    init() {}

    /// Reads records with `question` (or `q_id`), `code` (or `reply`), and where wanted `model`, `group` (or `country`,
    /// `culture`) and `weight` (or `n`, `share`).
    ///
    /// - Parameter questions: whose scales replies are mapped by.
    /// - Throws: `SharesError`, `ReadError`.
    init(path: String, questions: [SurveyQuestion]) throws {
        let reader = try RecordFieldsReader(path: path)
        let scales = Dictionary(questions.map { ($0.id, $0.scale) }, uniquingKeysWith: { first, _ in first })
        var (seen, unusable, names) = (0, [Int64](), [String]())
        while let batch = try reader.next() {
            for record in batch {
                seen += 1
                if names.isEmpty { names = record.fields.map(\.name) }
                func field(_ wanted: [String]) -> String? { wanted.lazy.compactMap { record[$0]?.text }.first }
                guard let question = field(["question", "q_id"]), let words = field(["code", "reply"]) else {
                    unusable.append(record.number)
                    continue
                }
                let model = field(["model"]) ?? "model"
                let group = field(["group", "country", "culture"]).flatMap { $0.isEmpty ? nil : $0 }
                guard let weight = field(["weight", "n", "share"]).map({ Double($0) }) ?? 1, weight >= 0 else {
                    unusable.append(record.number)
                    continue
                }
                add(words, scale: scales[question], model: model, group: group, question: question, weight: weight)
            }
        }
        end()
        guard !models.isEmpty else { throw SharesError.nothing(file: path, found: names) }
        let rejected = unusable.count + reader.rejects.count
        StandardError.write(
            "\(path): \(seen + reader.rejects.count) records seen = \(seen - unusable.count) answers + \(rejected) rejected"
                + (unusable.first.map { " (the first is record \($0))" } ?? "") + "\n")
    }

    /// Counts an answer. A reply is mapped to the first number in it that is a code of the scale.
    mutating func add(
        _ words: String, scale: Scale?, model: String, group: String?, question: String, weight: Double = 1
    ) {
        let key = Key(group: group, question: question)
        if weights[model] == nil { order[model] = [] }
        if weights[model]?[key] == nil { order[model]?.append(key) }
        guard let code = Self.code(of: words, scale: scale) else {
            unmapped[model, default: 0] += 1
            weights[model, default: [:]][key, default: [:]] = weights[model]?[key] ?? [:]
            return
        }
        weights[model, default: [:]][key, default: [:]][code, default: 0] += weight
    }

    /// To be called after the last answer.
    mutating func end() {
        models = order.keys.sorted().map { model in
            let shares = (order[model] ?? []).compactMap { key -> OptionShares? in
                guard let found = weights[model]?[key], found.values.contains(where: { $0 > 0 }) else { return nil }
                return OptionShares(group: key.group, question: key.question, weights: found)
            }
            return Model(name: model, shares: shares)
        }
        .filter { !$0.shares.isEmpty }
    }

    static func code(of words: String, scale: Scale?) -> Int32? {
        if let code = Int32(words.trimmingCharacters(in: .whitespaces)) { return code }
        var numbers: [Int32] = []
        for match in words.matches(of: /-?[0-9]+/) { if let number = Int32(match.output) { numbers.append(number) } }
        return numbers.first { scale?.contains($0) ?? true }
    }

    /// The distributions as JSON lines, which are read again.
    var text: String {
        models.map { model in
            model.shares.map { share in
                share.weights.sorted { $0.key < $1.key }.map { code, weight in
                    JSON.object([
                        JSON.Member("model", .string(model.name)),
                        JSON.Member("group", share.group.map(JSON.string) ?? .null),
                        JSON.Member("question", .string(share.question)), JSON.Member("code", .integer(Int(code))),
                        JSON.Member("weight", .number(weight)),
                    ]).text + "\n"
                }.joined()
            }.joined()
        }.joined()
    }
}

/// Why there is nothing to compare a survey with.
enum SharesError: Error, CustomStringConvertible {
    case nothing(file: String, found: [String])
    /// Several models and one figure.
    case noReply(model: String)

    var description: String {
        switch self {
        case .nothing(let file, let found):
            "\(file) has no answer to a question: a record has “question” and “code” (or “reply”), and where wanted "
                + "“model”, “group” and “weight”; records have \(found.joined(separator: ", "))."
        case .noReply(let model): "No reply of \(model) has a code of a question's scale."
        }
    }
}
