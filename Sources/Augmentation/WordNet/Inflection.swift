/// The grammatical form that a word has, and that its replacement must have.
enum Inflection: Sendable, Hashable {
    case base
    case plural
    /// -s of a verb.
    case thirdPerson
    /// -ing.
    case present
    /// -ed: past or participle, which regular verbs do not tell apart.
    case past
}

extension WordNet {
    /// The base forms that a word in lower case may have as a part of speech, with its form.
    ///
    /// Irregular forms come from WordNet's lists, regular ones from rules that take a suffix off, as morphy(7WN) does.
    /// A base form is one that WordNet has.
    func analyses(of word: String, _ part: PartOfSpeech) -> [(lemma: String, form: Inflection)] {
        var found: [(lemma: String, form: Inflection)] = []
        func add(_ lemma: String, _ form: Inflection) {
            if !lemma.isEmpty, has(lemma, part), !found.contains(where: { $0.lemma == lemma }) {
                found.append((lemma, form))
            }
        }
        for base in exceptions(part).bases[word] ?? [] {
            switch part {
            case .noun: add(base, .plural)
            case .verb: add(base, word.hasSuffix("ing") ? .present : word.hasSuffix("s") ? .thirdPerson : .past)
            // Comparatives: no rule carries them over to another word.
            case .adjective, .adverb: break
            }
        }
        add(word, .base)
        for rule in Self.rules(part) where word.hasSuffix(rule.suffix) {
            add(word.dropLast(rule.suffix.count) + rule.ending, rule.form)
        }
        // "stopped", "running": the consonant that the suffix doubles.
        if part == .verb {
            for (suffix, form) in [("ed", Inflection.past), ("ing", .present)] where word.hasSuffix(suffix) {
                let stem = word.dropLast(suffix.count)
                if let last = stem.last, stem.dropLast().last == last { add(String(stem.dropLast()), form) }
            }
        }
        return found
    }

    private struct Rule {
        let suffix: String
        let ending: String
        let form: Inflection
    }

    private static func rules(_ part: PartOfSpeech) -> [Rule] {
        switch part {
        case .noun:
            [
                ("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"),
                ("ies", "y"),
            ].map { Rule(suffix: $0.0, ending: $0.1, form: .plural) }
        case .verb:
            [("s", ""), ("ies", "y"), ("es", "e"), ("es", "")].map {
                Rule(suffix: $0.0, ending: $0.1, form: .thirdPerson)
            } + [("ed", "e"), ("ed", ""), ("ied", "y")].map { Rule(suffix: $0.0, ending: $0.1, form: .past) }
                + [("ing", "e"), ("ing", "")].map { Rule(suffix: $0.0, ending: $0.1, form: .present) }
        case .adjective, .adverb: []
        }
    }

    /// A base form in a grammatical form; nil if it has several that differ, such as "took" and "taken".
    ///
    /// The result is read back: only a form that leads to the base form again is given.
    func inflected(_ lemma: String, _ part: PartOfSpeech, _ form: Inflection) -> String? {
        guard form != .base else { return lemma }
        let irregular = (exceptions(part).forms[lemma] ?? []).filter { word in
            switch form {
            case .plural: true
            case .thirdPerson: word.hasSuffix("s")
            case .present: word.hasSuffix("ing")
            case .past: !word.hasSuffix("s") && !word.hasSuffix("ing")
            case .base: false
            }
        }
        if irregular.count > 1 { return nil }
        if let only = irregular.first { return only }
        if form == .past, Self.unchanging.contains(lemma) { return lemma }
        let word = Self.regular(lemma, form)
        return analyses(of: word, part).contains { $0.lemma == lemma && $0.form == form } ? word : nil
    }

    /// Verbs whose past is their base form: WordNet's list, which is of forms that differ, does not have it.
    private static let unchanging: Set<String> = [
        "beset", "bet", "bid", "broadcast", "burst", "cast", "cost", "cut", "fit", "forecast", "hit", "hurt", "input",
        "knit", "let", "offset", "preset", "put", "quit", "read", "recast", "reread", "reset", "rid", "set", "shed",
        "shut", "slit", "split", "spread", "sublet", "sweat", "thrust", "typeset", "undercut", "upset", "wed", "wet",
    ]

    private static let vowels: Set<Character> = ["a", "e", "i", "o", "u"]

    private static func regular(_ lemma: String, _ form: Inflection) -> String {
        let endsInConsonantY =
            lemma.last == "y" && lemma.dropLast().last.map { !vowels.contains($0) } ?? false
        switch form {
        case .base: return lemma
        case .plural, .thirdPerson:
            if endsInConsonantY { return lemma.dropLast() + "ies" }
            let hisses = ["s", "x", "z", "ch", "sh"].contains { lemma.hasSuffix($0) }
            return lemma + (hisses || (form == .thirdPerson && lemma.hasSuffix("o")) ? "es" : "s")
        case .past:
            if lemma.hasSuffix("e") { return lemma + "d" }
            if endsInConsonantY { return lemma.dropLast() + "ied" }
            return doubled(lemma) + "ed"
        case .present:
            if lemma.hasSuffix("ie") { return lemma.dropLast(2) + "ying" }
            if lemma.hasSuffix("e"), !lemma.hasSuffix("ee"), !lemma.hasSuffix("oe"), !lemma.hasSuffix("ye") {
                return lemma.dropLast() + "ing"
            }
            return doubled(lemma) + "ing"
        }
    }

    /// A verb of one syllable that ends in one vowel and one consonant doubles it: "stop", "stopped". In longer verbs
    /// the stress decides, which WordNet does not have; its list has the forms that double.
    private static func doubled(_ lemma: String) -> String {
        let letters = Array(lemma)
        guard letters.count > 2, let last = letters.last, !vowels.contains(last), !"wxyh".contains(last),
            vowels.contains(letters[letters.count - 2]), !vowels.contains(letters[letters.count - 3]),
            letters.count(where: { vowels.contains($0) || $0 == "y" }) == 1
        else { return lemma }
        return lemma + String(last)
    }
}
