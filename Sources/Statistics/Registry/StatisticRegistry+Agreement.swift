import Foundation

extension StatisticRegistry {
    /// Of ratings: how far raters, or a tagger and people, agree beyond chance.
    static let agreement: [StatisticFunction] = [
        .ratings(
            "krippendorff_alpha", "Krippendorff's alpha of nominal values, a row per rating; missing ratings allowed.",
            { ratings, _ in try? RatedUnits(ratings).krippendorffAlpha() }),
        .ratingsInterval(
            "krippendorff_alpha_interval", "alpha",
            "Krippendorff's alpha with its interval, units resampled, and what it is of, as a JSON object.",
            { units throws(UndefinedAgreement) in try units.krippendorffAlpha() },
            { $0.krippendorffAlphaInterval($1) }),
        .ratings(
            "krippendorff_alpha_sets", parameter: "distance",
            "Krippendorff's alpha of sets, each value a JSON array; the distance is 'masi' or 'jaccard'.",
            { ratings, word throws(StatisticError) in
                guard let distance = SetDistance(rawValue: word.lowercased()) else {
                    throw .unknownMethod(word, known: SetDistance.allCases.map(\.rawValue))
                }
                let sets = try sets(ratings.valueLabels)
                return try? SetAgreement(ratings, sets: sets, distance: distance).krippendorffAlpha()
            }),
        .resampled(
            "krippendorff_alpha_sets_interval", texts: ["unit", "rater", "value", "distance"],
            "Krippendorff's alpha of sets with its interval, units resampled, as a JSON object.",
            { texts, bootstrap throws(StatisticError) in
                guard let word = texts[3].first, texts[3].allSatisfy({ $0 == word }) else { return nil }
                guard let distance = SetDistance(rawValue: word.lowercased()) else {
                    throw .unknownMethod(word, known: SetDistance.allCases.map(\.rawValue))
                }
                guard let ratings = try? Ratings(units: texts[0], raters: texts[1], values: texts[2], repeats: .keepAll)
                else { return nil }
                let units = SetAgreement(ratings, sets: try sets(ratings.valueLabels), distance: distance)
                return StatisticFunction.agreement(
                    "alpha", ratings, { () throws(UndefinedAgreement) in try units.krippendorffAlpha() },
                    units.krippendorffAlphaInterval(bootstrap))
            }),
        .ratings(
            "fleiss_kappa", "Fleiss' kappa, a row per rating; no value unless all units have as many ratings.",
            { ratings, _ in try? RatedUnits(ratings).fleissKappa() }),
        .ratingsInterval(
            "fleiss_kappa_interval", "kappa",
            "Fleiss' kappa with its interval, units resampled, and what it is of, as a JSON object.",
            { units throws(UndefinedAgreement) in try units.fleissKappa() }, { $0.fleissKappaInterval($1) }),
        .ratingPairs(
            "cohen_kappa", ["a", "b"], "Cohen's kappa of the values a and b that two raters gave each unit.",
            { try? $0.cohenKappa() }),
        .resampled(
            "cohen_kappa_interval", texts: ["a", "b"],
            "Cohen's kappa of a and b with its interval, units resampled, as a JSON object.",
            { texts, bootstrap in
                guard let table = ConfusionTable(texts[0], texts[1]) else { return nil }
                var json = StatisticJSON()
                json.add(
                    "kappa", { () throws(UndefinedAgreement) in try table.cohenKappa() },
                    table.cohenKappaInterval(bootstrap))
                json.add("units", Int(table.total))
                json.add("agreeing", Int(table.agreeing))
                return json.text
            }),
        .ratingPairs(
            "macro_f1", ["gold", "given"], "Mean over the values of F1 of the given values, gold being the truth.",
            \.macroF1),
    ]

    /// The elements of JSON arrays as codes.
    ///
    /// - Throws: `StatisticError.notASet`.
    private static func sets(_ labels: [String]) throws(StatisticError) -> [[Int]] {
        var codes: [String: Int] = [:]
        var sets: [[Int]] = []
        for label in labels {
            guard let elements = (try? JSONSerialization.jsonObject(with: Data(label.utf8))) as? [Any] else {
                throw .notASet(label)
            }
            sets.append(
                elements.map { element in
                    let text = "\(element)"
                    if let code = codes[text] { return code }
                    codes[text] = codes.count
                    return codes.count - 1
                })
        }
        return sets
    }
}
