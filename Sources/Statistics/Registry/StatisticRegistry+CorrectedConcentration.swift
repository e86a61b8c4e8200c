extension StatisticRegistry {
    /// Of a tagger's places and of people's labels: the index that can be corrected.
    ///
    /// A row with a sample is what this labelled sample counts for by one unit; a blank unit adds nothing, and makes a
    /// sample count that has no unit. A row with a blank sample is the total of a unit over a stratum; with a blank
    /// unit it is the number of samples of the stratum.
    static let correctedConcentration: [StatisticFunction] = [
        StatisticFunction(
            name: "corrected_concentration",
            summary: "Herfindahl-Hirschman index of tagged units corrected by labels of a part, as a JSON object.",
            arguments: [
                .init(name: "stratum", kind: .text), .init(name: "sample", kind: .text),
                .init(name: "unit", kind: .text), .init(name: "tagged", kind: .number),
                .init(name: "labelled", kind: .number), .init(name: "total", kind: .number),
                .init(name: "level", kind: .number),
            ],
            argumentCounts: 6...7,
            kind: .aggregate { input in
                guard input.texts.count == 3, (3...4).contains(input.numbers.count), !input.texts[0].isEmpty,
                    input.numbers[..<3].allSatisfy({ $0.allSatisfy { $0 >= 0 && $0.isFinite } }),
                    let level = StatisticFunction.constants(input.numbers[3...])
                else { return nil }
                return correctedConcentration(input, level: level.first ?? StatisticFunction.Option.level.value)
            })
    ]

    private struct SampleKey: Hashable {
        let stratum: String
        let sample: String
    }

    private static func correctedConcentration(_ input: StatisticColumns, level: Double) -> StatisticValue? {
        var labelled: [SampleKey: (tagged: [String: Double], labelled: [String: Double])] = [:]
        var corpus: [String: (samples: Double, totals: [String: Double])] = [:]
        for row in input.texts[0].indices {
            let (stratum, sample, unit) = (input.texts[0][row], input.texts[1][row], input.texts[2][row])
            if sample.isEmpty, unit.isEmpty {
                corpus[stratum, default: (0, [:])].samples += input.numbers[2][row]
            } else if sample.isEmpty {
                corpus[stratum, default: (0, [:])].totals[unit, default: 0] += input.numbers[2][row]
            } else {
                let key = SampleKey(stratum: stratum, sample: sample)
                var known = labelled[key] ?? ([:], [:])
                if !unit.isEmpty {
                    if input.numbers[0][row] > 0 { known.tagged[unit, default: 0] += input.numbers[0][row] }
                    if input.numbers[1][row] > 0 { known.labelled[unit, default: 0] += input.numbers[1][row] }
                }
                labelled[key] = known
            }
        }
        // In a fixed order, so that the sums do not depend on that of the rows.
        let samples = labelled.sorted { ($0.key.stratum, $0.key.sample) < ($1.key.stratum, $1.key.sample) }
        let strata = corpus.sorted { $0.key < $1.key }
        do {
            return try .json(
                json(
                    CorrectedConcentration(
                        samples.map {
                            .init(stratum: $0.key.stratum, tagged: $0.value.tagged, labelled: $0.value.labelled)
                        },
                        corpus: strata.map { .init(name: $0.key, samples: $0.value.samples, totals: $0.value.totals) }),
                    level: level))
        } catch {
            var json = StatisticJSON()
            json.add("reason", word: error.word)
            return .json(json.text)
        }
    }

    private static func json(_ found: CorrectedConcentration, level: Double) -> String {
        var json = StatisticJSON()
        if let fault = found.fault {
            json.add("reason", word: fault.word)
        } else if found.hasInterval {
            json.add("reason", raw: "null")
        } else {
            json.add("reason", word: found.corrected == nil ? "not_separated" : "few_labels")
        }
        json.add("labelled", found.labelled)
        json.add("placed", found.placed)
        json.add("weight", found.weight)
        json.add("raw_hhi", found.raw?.value)
        json.add("raw_effective", found.raw?.effective)
        json.add("raw_effective_se", found.fault == nil ? found.raw?.effectiveStandardError : nil)
        json.add("hhi", found.corrected?.value)
        let interval = found.interval(level: level)
        json.add("hhi_", interval)
        json.add("effective", found.corrected?.effective)
        json.add("effective_", interval.map { (low: 1 / $0.high, high: 1 / $0.low) })
        json.add("effective_se", found.corrected?.effectiveStandardError)
        return json.text
    }
}
