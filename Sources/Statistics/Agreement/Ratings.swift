/// Ratings of units by raters, one row per rating, as codes.
///
/// A rating with a missing value, unit or rater is left out. Codes are those of a dictionary: 0 is missing.
public struct Ratings: Sendable {
    /// What a second rating of a unit by the same rater means.
    public enum Repeats: Sendable {
        /// It is an error.
        case refuse
        /// The last one counts, in the order of the rows.
        case keepLast
        /// Each one counts, as if by another rater.
        case keepAll
    }

    /// The codes of the ratings that count, side by side.
    let units: [UInt32]
    private(set) var values: [UInt32]
    /// One more than the greatest code.
    let unitBound: Int
    let valueBound: Int

    /// The labels of values: `valueLabels[code - 1]` has the code. Empty if the ratings were given as codes.
    public let valueLabels: [String]
    /// The number of different raters.
    public let raterCount: Int
    /// How many ratings were the second or a later one of their rater for their unit.
    public let repeated: Int
    /// How many rows had no value.
    public let missing: Int

    /// Ratings as texts. A blank value is missing; units and raters are distinguished by their bytes.
    ///
    /// Columns of different length are read up to the shortest. Cost: linear, and a sort of the distinct labels.
    ///
    /// - Throws: the first repeated rating, if these are refused.
    public init(
        units: [String], raters: [String], values: [String?], repeats: Repeats = .refuse
    ) throws(RepeatedRating) {
        let unitCodes = LabelCodes(units, blankIsMissing: false)
        let raterCodes = LabelCodes(raters, blankIsMissing: false)
        let valueCodes = LabelCodes(values)
        do {
            try self.init(
                coded: unitCodes.codes, raterCodes.codes, valueCodes.codes, labels: valueCodes.labels, repeats: repeats)
        } catch {
            throw RepeatedRating(
                unit: unitCodes.labels[Int(unitCodes.codes[error.second]) - 1],
                rater: raterCodes.labels[Int(raterCodes.codes[error.second]) - 1],
                rows: [error.first, error.second],
                values: [error.first, error.second].map { valueCodes.labels[Int(valueCodes.codes[$0]) - 1] })
        }
    }

    /// Ratings as codes of dictionaries, 0 for a missing value, unit or rater.
    ///
    /// - Throws: the first repeated rating, if these are refused, with codes for labels.
    public init(
        unitCodes: [UInt32], raterCodes: [UInt32], valueCodes: [UInt32], repeats: Repeats = .refuse
    ) throws(RepeatedRating) {
        do {
            try self.init(coded: unitCodes, raterCodes, valueCodes, labels: [], repeats: repeats)
        } catch {
            throw RepeatedRating(
                unit: "\(unitCodes[error.second])", rater: "\(raterCodes[error.second])",
                rows: [error.first, error.second],
                values: ["\(valueCodes[error.first])", "\(valueCodes[error.second])"])
        }
    }

    /// The rows of a rating and of the same rater's next one of the unit.
    private struct Repetition: Error {
        let first: Int
        let second: Int
    }

    private init(
        coded units: [UInt32], _ raters: [UInt32], _ values: [UInt32], labels: [String], repeats: Repeats
    ) throws(Repetition) {
        let count = min(units.count, raters.count, values.count)
        let rated = (0..<count).filter { units[$0] > 0 && raters[$0] > 0 && values[$0] > 0 }
        let again = Self.repetitions(rated, units: units, raters: raters)
        if repeats == .refuse, let first = again.min(by: { $0.second < $1.second }) { throw first }
        var kept = rated
        if repeats == .keepLast, !again.isEmpty {
            let replaced = Set(again.map(\.first))
            kept = rated.filter { !replaced.contains($0) }
        }
        self.units = kept.map { units[$0] }
        self.values = kept.map { values[$0] }
        unitBound = Int(self.units.max() ?? 0) + 1
        valueBound = max(labels.count, Int(self.values.max() ?? 0)) + 1
        valueLabels = labels
        raterCount = Set(rated.map { raters[$0] }).count
        repeated = again.count
        missing = count - rated.count
    }

    /// The same ratings with other codes of values.
    ///
    /// - Parameter codes: the new code of each value: `codes[code - 1]`; greater codes stay.
    func recoded(_ codes: [UInt32]) -> Ratings {
        var ratings = self
        ratings.values = values.map { Int($0) <= codes.count ? codes[Int($0) - 1] : $0 }
        return ratings
    }

    /// Each rating that has a later one by the same rater, with the next one.
    private static func repetitions(_ rows: [Int], units: [UInt32], raters: [UInt32]) -> [Repetition] {
        let keys = rows.map { (key: UInt64(units[$0]) << 32 | UInt64(raters[$0]), row: $0) }
            .sorted { ($0.key, $0.row) < ($1.key, $1.row) }
        return zip(keys, keys.dropFirst()).filter { $0.key == $1.key }
            .map { Repetition(first: $0.row, second: $1.row) }
    }
}
