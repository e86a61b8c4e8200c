import Readers

extension HarnessSample {
    /// Reads a record of any version since 0.4: nil if it has no document number or no response.
    ///
    /// - `arguments` is a list of lists, or since 0.4.3 an object `{"gen_args_0": {"arg_0": …, "arg_1": …}}`.
    /// - `resps` and `filtered_resps` hold texts, or for multiple choice pairs of log-likelihood and greediness, as
    ///   numbers and booleans or since 0.4.3 as texts ("-1.5", "False").
    /// - `target` is a text, a number, or a list whose first entry counts.
    init?(_ record: RecordFields, _ reader: JSONFields) {
        guard let document = record["doc_id"].flatMap({ Int($0.text) }) else { return nil }
        func node(_ name: String) -> JSONNode? {
            record[name].map { JSONNode(kind: $0.kind, text: $0.text, reader: reader) }
        }
        guard let responses = node("filtered_resps") ?? node("resps") else { return nil }
        let requests = (node("arguments")?.elements ?? []).map(\.elements)
        let raw = node("resps")?.elements ?? []

        var options: [Option] = []
        let scored = Self.pairs(responses.elements) ?? Self.pairs(raw)
        if let scored {
            options = scored.enumerated().map { place, pair in
                let text = place < requests.count && requests[place].count > 1 ? requests[place][1].text : nil
                return Option(text: text, logLikelihood: pair.logLikelihood, isGreedy: pair.isGreedy)
            }
            if Self.endsWithOptionsAlone(requests, options) { options.removeLast(options.count / 2) }
        }
        self.document = document
        self.options = options
        reply = scored == nil ? responses.firstText : nil
        prompt = requests.first?.first.flatMap(\.firstText)
        target = node("target")?.firstText ?? ""
        filter = record["filter"]?.text ?? "none"
        var fields: [String: String] = [:]
        if case .object(let members)? = node("doc") {
            for member in members { fields[member.name] = member.value.text }
        }
        self.fields = fields
    }

    /// Whether the second half scores the options of the first one again, without the question: a task with
    /// `acc_mutual_info` asks for these, and they are no further options.
    private static func endsWithOptionsAlone(_ requests: [[JSONNode]], _ options: [Option]) -> Bool {
        let count = options.count / 2
        guard count > 0, options.count == 2 * count, requests.count == options.count else { return false }
        return (0..<count).allSatisfy { place in
            guard let text = options[place].text, let again = options[count + place].text else { return false }
            return requests[count + place].first?.text?.isEmpty == true && text.trimmingBlanks == again.trimmingBlanks
        }
    }

    /// Log-likelihoods, if all entries are pairs of a number and a boolean, each maybe in a list of its own.
    private static func pairs(_ entries: [JSONNode]) -> [(logLikelihood: Double, isGreedy: Bool?)]? {
        var pairs: [(logLikelihood: Double, isGreedy: Bool?)] = []
        for entry in entries {
            var entry = entry
            while entry.elements.count == 1, let inner = entry.elements.first, inner.text == nil { entry = inner }
            guard entry.elements.count == 2 else { return nil }
            let isGreedy: Bool
            switch entry.elements[1].text?.lowercased() {
            case "true": isGreedy = true
            case "false": isGreedy = false
            default: return nil
            }
            // Null is what JSON makes of Python's -Infinity.
            guard let text = entry.elements[0].text else {
                pairs.append((-.infinity, isGreedy))
                continue
            }
            guard let logLikelihood = Double(text), !logLikelihood.isNaN else { return nil }
            pairs.append((logLikelihood, isGreedy))
        }
        return pairs.isEmpty ? nil : pairs
    }
}
