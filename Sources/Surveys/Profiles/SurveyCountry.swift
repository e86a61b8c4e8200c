/// A country of a survey and how the files write it.
public struct SurveyCountry: Sendable, Equatable {
    /// ISO 3166-1 alpha-3.
    public let code: String
    public let name: String
    /// Other spellings, such as the numeric code.
    public let aliases: [String]

    public init(code: String, name: String, aliases: [String] = []) {
        (self.code, self.name, self.aliases) = (code, name, aliases)
    }
}
