/// A spelling of a place, as schema/reference/place_aliases.csv has them.
public struct PlaceAlias: Sendable, Equatable {
    /// How a spelling names its place. The raw values are those of the table.
    public enum Kind: String, Sendable, CaseIterable {
        /// The name of a country or area in some language.
        case name
        /// Another spelling of it.
        case alias
        /// What its people, language or things are called.
        case demonym
        /// A part of a country, such as a state.
        case part
        /// A great city.
        case city
    }

    /// In normal form.
    public let name: String
    /// The code of a country or area.
    public let target: String
    public let kind: Kind

    public init(name: String, target: String, kind: Kind) {
        self.name = name
        self.target = target
        self.kind = kind
    }
}
