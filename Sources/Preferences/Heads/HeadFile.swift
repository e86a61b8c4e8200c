import Foundation

/// The file `head.json`: heads, one per group, in a documented form with a version.
///
///     {"format": "cultivar-preference-head", "version": 1, "heads": [
///       {"group": "Chile", "selection": "scpo", "tau": 0.7, "beta": 1.1, "lambda": 0.2, "seed": 0, "pairs": 832,
///        "users": 65, "sum_of_weights": 378.1, "steps": 9, "loss": 0.52, "held_out_loss": null,
///        "kind": "tabular", "items": ["…"], "rewards": [0.25]},
///       {…, "kind": "hashed", "features": "signed-word-bigrams-14-v1", "indices": [17], "weights": [-0.5]}]}
///
/// Weights that are 0 are not written. The same heads give the same bytes.
public struct HeadFile: Sendable, Equatable {
    public static let format = "cultivar-preference-head"
    public static let version = 1

    public let heads: [PreferenceHead]

    public init(heads: [PreferenceHead]) { self.heads = heads }

    /// The head of a group, or the only head if it is one of all users.
    public func head(group: String) -> PreferenceHead? {
        heads.first { $0.group == group } ?? heads.first { $0.group.isEmpty }
    }

    /// The file's bytes.
    public var bytes: [UInt8] {
        var json = JSONBytes()
        json.object { json in
            json.member("format", Self.format)
            json.member("version", Self.version)
            json.key("heads")
            json.array { json in for head in heads { Self.write(head, to: &json) } }
        }
        json.endLine()
        return json.bytes
    }

    private static func write(_ head: PreferenceHead, to json: inout JSONBytes) {
        let training = head.training
        json.object { json in
            json.member("group", head.group)
            json.member("selection", training.selection.rawValue)
            json.member("tau", training.tau)
            json.member("beta", training.beta)
            json.member("lambda", training.lambda)
            json.member("seed", String(training.seed))
            json.member("pairs", training.pairs)
            json.member("users", training.users)
            json.member("sum_of_weights", training.sumOfWeights)
            json.member("steps", training.steps)
            json.member("loss", training.loss)
            json.member("held_out_loss", training.heldOutLoss)
            switch head.rewards {
            case .tabular(let items, let rewards):
                json.member("kind", "tabular")
                json.key("items")
                json.array { json in for item in items { json.value(item) } }
                json.key("rewards")
                json.array { json in for reward in rewards { json.value(reward) } }
            case .hashed(let weights):
                let present = weights.indices.filter { weights[$0] != 0 }
                json.member("kind", "hashed")
                json.member("features", TextFeatures.name)
                json.key("indices")
                json.array { json in for index in present { json.value(index) } }
                json.key("weights")
                json.array { json in for index in present { json.value(weights[index]) } }
            }
        }
    }

    /// Reads a file.
    ///
    /// - Throws: `PreferenceError.notAHead` with what is wrong: no JSON, another format, version or kind of features,
    ///   lists of different length, numbers that are not finite, indices out of range or not ascending.
    public init(bytes: [UInt8]) throws(PreferenceError) {
        let data = Data(bytes)
        let preamble = try Self.decode(Preamble.self, data)
        guard preamble.format == Self.format else { throw .notAHead(.otherFormat(preamble.format)) }
        guard preamble.version == Self.version else { throw .notAHead(.otherVersion(preamble.version)) }
        var heads: [PreferenceHead] = []
        for record in try Self.decode(Records.self, data).heads { heads.append(try record.head()) }
        self.heads = heads
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ data: Data) throws(PreferenceError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch DecodingError.keyNotFound(let key, _) {
            throw .notAHead(.notJSON("'\(key.stringValue)' is missing"))
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw .notAHead(.notJSON("'\(context.codingPath.last?.stringValue ?? "")' is of another type"))
        } catch {
            throw .notAHead(.notJSON("it does not parse"))
        }
    }

    private struct Preamble: Decodable {
        let format: String
        let version: Int
    }

    private struct Records: Decodable { let heads: [Record] }

    private struct Record: Decodable {
        let group: String
        let selection: PairSelection
        let tau: Double
        let beta: Double
        let lambda: Double
        let seed: String
        let pairs: Double
        let users: Int
        let sum_of_weights: Double
        let steps: Int
        let loss: Double
        let held_out_loss: Double?
        let kind: String
        let items: [String]?
        let rewards: [Double]?
        let features: String?
        let indices: [Int]?
        let weights: [Double]?

        func head() throws(PreferenceError) -> PreferenceHead {
            guard let seed = UInt64(seed) else { throw .notAHead(.outOfRange("seed")) }
            var training = PreferenceHead.Training(
                selection: selection, weighting: try PreferenceWeighting(tau: tau, beta: beta), lambda: lambda,
                seed: seed, pairs: pairs, users: users, sumOfWeights: sum_of_weights, steps: steps, loss: loss)
            training.heldOutLoss = held_out_loss
            return PreferenceHead(group: group, rewards: try content(), training: training)
        }

        private func content() throws(PreferenceError) -> PreferenceHead.Rewards {
            switch kind {
            case "tabular":
                guard let items, let rewards, items.count == rewards.count else {
                    throw .notAHead(.lengthsDiffer("items"))
                }
                guard Set(items).count == items.count else { throw .notAHead(.outOfRange("items")) }
                try check(rewards, "rewards")
                return .tabular(items: items, rewards: rewards)
            case "hashed":
                guard features == TextFeatures.name else { throw .notAHead(.otherFeatures(features ?? "")) }
                guard let indices, let weights, indices.count == weights.count else {
                    throw .notAHead(.lengthsDiffer("indices"))
                }
                try check(weights, "weights")
                var all = [Double](repeating: 0, count: TextFeatures.size)
                var previous = -1
                for (index, weight) in zip(indices, weights) {
                    guard index > previous, index < all.count else { throw .notAHead(.outOfRange("indices")) }
                    all[index] = weight
                    previous = index
                }
                return .hashed(weights: all)
            default: throw .notAHead(.otherFeatures(kind))
            }
        }

        private func check(_ numbers: [Double], _ field: String) throws(PreferenceError) {
            guard numbers.allSatisfy(\.isFinite) else { throw .notAHead(.notFinite(field)) }
        }
    }
}
