/// Splits a string that holds a list, at the first of the separators that occurs in it, blanks around the parts
/// dropped.
///
/// So `Korea, Republic of; Japan` with `;` before `,` are two places. A list in brackets, as JSON or Python print it
/// (`["a", 'b']`), is split at its commas instead, and its quotes go.
public struct ListSplitting: Transformation, TransformationRule, Hashable {
    public enum Take: String, Sendable, CaseIterable {
        case all, first, last
    }

    /// Texts that are not split although they have a comma.
    public enum Whole: String, Sendable, CaseIterable {
        /// `Korea, Republic of`, `Paris, France`: the name of one place.
        case place
    }

    public var separators: [String]
    /// Which of the parts are kept.
    public var take: Take
    public var whole: Whole?

    public init(separators: [String], take: Take = .all, whole: Whole? = nil) {
        self.separators = separators
        self.take = take
        self.whole = whole
    }

    public func prepared(with resources: MappingResources) throws -> any Transformation {
        guard whole == .place else { return self }
        return PlaceListSplitting(splitting: self, places: try Resolvers.embedded().places)
    }

    public func values(of value: String) -> [String] {
        taken(parts(of: value))
    }

    func taken(_ parts: [String]) -> [String] {
        switch take {
        case .all: parts
        case .first: Array(parts.prefix(1))
        case .last: Array(parts.suffix(1))
        }
    }

    /// The first of the separators that occurs in a value.
    func separator(in value: String) -> String? { separators.first(where: value.contains) }

    func parts(of value: String) -> [String] {
        if let elements = BracketedList.elements(of: String(value.trimmingBlanks)) { return elements }
        guard let separator = separator(in: value) else { return [value] }
        return value.split(separator: separator).map { String($0.trimmingBlanks) }
    }
}

extension ListSplitting: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case separators, take, whole
    }

    /// A separator, a list of them, or a mapping.
    public init(from decoder: any Decoder) throws {
        take = .all
        if let plain = try? OneOrMany<String>(from: decoder) {
            separators = plain.values
        } else {
            let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
            separators = try container.decode(OneOrMany<String>.self, forKey: .separators).values
            take = try container.decodeWord(.take) ?? .all
            whole = try container.decodeWord(.whole)
        }
        guard !separators.contains("") else {
            throw decoder.problem(.invalidValue("", reason: "a separator has at least one character"))
        }
    }
}

/// Splits a list of places at its commas only where it is not the name of one place.
struct PlaceListSplitting: Transformation {
    var splitting: ListSplitting
    var places: PlaceResolver

    func values(of value: String) -> [String] {
        guard splitting.separator(in: value) == "," else { return splitting.values(of: value) }
        if let whole = places.resolve(value), !places.areCountries(splitting.parts(of: value), not: whole.place) {
            return [value]
        }
        guard BracketedList.elements(of: String(value.trimmingBlanks)) == nil else {
            return splitting.values(of: value)
        }
        return splitting.taken(places.joiningNames(splitting.parts(of: value)))
    }
}
