import LocalFacts
import Warehouse

/// Reads the values of a column of places that mean two things, by the column's other values.
///
/// Words such as "NA", "no" and "and" are codes if most other values are codes of the same case, and words otherwise.
/// "Micronesia" is the country in a column of countries, and the region if it is alone or among other regions of
/// Oceania.
enum PlaceColumn {
    /// Alpha-2 and alpha-3 codes that are words of English, with the country.
    private static let codes = [
        "NA": "NA", "NO": "NO", "na": "NA", "no": "NO", "and": "AD", "are": "AE", "can": "CA", "nor": "NO", "per": "PE",
    ]
    private static let micronesia = ["Micronesia", "MICRONESIA", "micronesia"]
    private static let regionOfMicronesia = "057"
    /// Australia and New Zealand, Melanesia, Polynesia.
    private static let regionsBesideMicronesia: Set<String> = ["053", "054", "061"]

    /// - Parameter expectsCodes: whether the field's name says that it holds codes.
    static func reading(expectsCodes: Bool) -> ColumnReading<PlaceTarget> {
        ColumnReading(values: codes.keys.sorted() + micronesia) { column in
            var decided: [String: PlaceTarget] = [:]
            let counts = CodeCounts(column.map { ($0.text, $0.target?.rule == PlaceRule.code.rawValue) })
            for (value, _) in column {
                if let iso2 = codes[value], counts.areCodes(like: value, expected: expectsCodes) {
                    decided[value] = PlaceTarget(kind: .country, target: iso2, rule: PlaceRule.column.rawValue)
                } else if micronesia.contains(value) {
                    decided[value] = micronesia(in: column)
                }
            }
            return decided
        }
    }

    private static func micronesia(in column: [ColumnReading<PlaceTarget>.Value]) -> PlaceTarget {
        let others = column.lazy.filter { !micronesia.contains($0.text) }.compactMap(\.target)
        let countries = others.count { $0.kind == .country }
        let isCountry =
            countries > 0 && countries >= others.count - countries
            && !others.contains { $0.kind == .area && regionsBesideMicronesia.contains($0.target) }
        return isCountry
            ? PlaceTarget(kind: .country, target: "FM", rule: PlaceRule.column.rawValue)
            : PlaceTarget(kind: .area, target: regionOfMicronesia, rule: PlaceRule.name.rawValue)
    }
}

/// How many values of a column are codes, and how many are words.
struct CodeCounts {
    private var lower = 0
    private var upper = 0
    private var words = 0

    private static let missing: Set<String> = [
        "none", "null", "unknown", "other", "others", "missing", "nil", "empty", "not applicable", "not available",
    ]

    /// - Parameter values: each with whether it was read as a code. A value that looks like a code but is not one, or
    ///   is also a name (US), does not count.
    init(_ values: some Sequence<(text: String, isCode: Bool)>) {
        for (text, isCode) in values {
            if isCode {
                if text.utf8.contains(where: \.isLowerCaseLetter) { lower += 1 }
                if text.utf8.contains(where: \.isUpperCaseLetter) { upper += 1 }
            } else if text.utf8.count > 3, !Self.missing.contains(text.lowercased()),
                text.utf8.contains(where: { $0.isLowerCaseLetter || $0 >= 0x80 }) || text.utf8.count > 6
            {
                words += 1
            }
        }
    }

    /// Whether a word in the case of `word` is a code: more other values are codes in that case than are words.
    ///
    /// - Parameter expected: whether a tie is enough, even at zero.
    func areCodes(like word: String, expected: Bool = false) -> Bool {
        let codes = word.utf8.allSatisfy(\.isLowerCaseLetter) ? lower : upper
        return expected ? codes >= words : codes > words
    }

    /// Whether more values are words than are codes in lower case.
    var areWords: Bool { words > lower }
}
