/// A form of the exported file, one JSON object per line.
public enum PairFormat: String, Sendable, CaseIterable {
    /// TRL with an explicit prompt: `prompt`, `chosen` and `rejected` are lists of messages.
    case trl
    /// TRL with an implicit prompt: `chosen` and `rejected` are whole conversations that begin alike.
    case trlImplicit = "trl-implicit"
    /// OpenRLHF: whole conversations in `chosen` and `rejected`, read with `--apply_chat_template`, and `margin`.
    case openRLHF = "openrlhf"
    /// RewardBench: texts, models, `subset` (the culture) and `id`.
    case rewardBench = "rewardbench"
    /// Everything that is known, texts as strings.
    case jsonLines = "jsonl"

    /// The line of a pair, with its end.
    ///
    /// All formats have the members weight, margin, culture, user, split, d0 and F; a member without a value is null.
    /// `weight` is null for a pair that is not weighed.
    public func line(_ pair: ExportedPair) -> [UInt8] {
        var json = JSONBytes()
        json.object { json in
            switch self {
            case .trl:
                Self.messages("prompt", pair.prompt, nil, &json)
                Self.messages("chosen", [], pair.chosen, &json)
                Self.messages("rejected", [], pair.rejected, &json)
            case .trlImplicit, .openRLHF:
                Self.messages("chosen", pair.prompt, pair.chosen, &json)
                Self.messages("rejected", pair.prompt, pair.rejected, &json)
            case .rewardBench: Self.rewardBench(pair, &json)
            case .jsonLines: Self.everything(pair, &json)
            }
            Self.fields(pair, &json)
        }
        json.endLine()
        return json.bytes
    }

    private static func fields(_ pair: ExportedPair, _ json: inout JSONBytes) {
        json.member("weight", pair.weight)
        json.member("margin", pair.margin)
        json.member("culture", pair.culture)
        json.member("user", pair.user)
        json.member("split", pair.split)
        json.member("d0", pair.gap)
        json.member("F", pair.gap.map(PreferenceWeighting.probability))
    }

    private static func messages(
        _ name: String, _ prompt: [ExportedPair.Message], _ response: String?, _ json: inout JSONBytes
    ) {
        json.key(name)
        json.array { json in
            for message in prompt { write(message.role, message.content, &json) }
            if let response { write("assistant", response, &json) }
        }
    }

    private static func write(_ role: String, _ content: String, _ json: inout JSONBytes) {
        json.object { json in
            json.member("role", role)
            json.member("content", content)
        }
    }

    private static func rewardBench(_ pair: ExportedPair, _ json: inout JSONBytes) {
        json.member("prompt", pair.question)
        json.member("chosen", pair.chosen)
        json.member("chosen_model", pair.chosenModel)
        json.member("rejected", pair.rejected)
        json.member("rejected_model", pair.rejectedModel)
        json.member("subset", pair.culture)
        json.member("id", hexadecimal(pair.key))
    }

    private static func everything(_ pair: ExportedPair, _ json: inout JSONBytes) {
        json.member("pair", hexadecimal(pair.key))
        json.member("turn", pair.turn)
        messages("prompt", pair.prompt, nil, &json)
        json.member("chosen", pair.chosen)
        json.member("rejected", pair.rejected)
        json.member("chosen_model", pair.chosenModel)
        json.member("rejected_model", pair.rejectedModel)
        json.member("chosen_score", pair.chosenScore)
        json.member("rejected_score", pair.rejectedScore)
    }

    /// 16 digits: a number of 64 bits loses its last digits in readers that make it a double.
    private static func hexadecimal(_ key: UInt64) -> String {
        let digits = String(key, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
