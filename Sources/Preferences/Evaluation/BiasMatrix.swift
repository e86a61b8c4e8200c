/// How the model of each country ranks the test pairs of each country.
public struct BiasMatrix: Sendable, Equatable {
    public let names: [String]
    /// By model and country, from 0 to 1; `nil` for a country without test pairs.
    public let shares: [[Double?]]
    /// By model and country: the reward that the model started from. With one reference for all, the rows are equal.
    public let starts: [[Double?]]

    /// - Throws: `PreferenceError.lengthsDiffer` unless both matrices have a row and a column for each name.
    public init(names: [String], shares: [[Double?]], starts: [[Double?]]) throws(PreferenceError) {
        for matrix in [shares, starts] {
            guard matrix.count == names.count else {
                throw .lengthsDiffer("names", names.count, "rows", matrix.count)
            }
            for row in matrix where row.count != names.count {
                throw .lengthsDiffer("names", names.count, "columns", row.count)
            }
        }
        (self.names, self.shares, self.starts) = (names, shares, starts)
    }

    /// M[c, c] − M[0, c]: what a country gains by its own model.
    public func ownGain(_ country: Int) -> Double? {
        guard let share = shares[country][country], let start = starts[country][country] else { return nil }
        return share - start
    }

    /// The mean of M[c, d] − M[0, d] over the other countries d with test pairs; negative where the model harms them.
    public func damage(_ country: Int) -> Double? {
        Self.mean(
            names.indices.filter { $0 != country }.compactMap { other in
                guard let share = shares[country][other], let start = starts[country][other] else { return nil }
                return share - start
            })
    }

    /// The own gain less the damage: how much more a model does for its country than for the others.
    public func gap(_ country: Int) -> Double? {
        guard let own = ownGain(country), let damage = damage(country) else { return nil }
        return own - damage
    }

    /// The unweighted mean of M[c, c].
    public var ownShare: Double? { Self.mean(names.indices.compactMap { shares[$0][$0] }) }

    /// The unweighted mean over countries c of the mean of M[c, d] over the others.
    public var otherShare: Double? {
        Self.mean(
            names.indices.compactMap { own in
                Self.mean(names.indices.filter { $0 != own }.compactMap { shares[own][$0] })
            })
    }

    static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
