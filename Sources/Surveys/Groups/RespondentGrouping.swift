/// What respondents are put together by.
public enum RespondentGrouping: String, Sendable, CaseIterable {
    case country
    /// Respondents of all countries of a culture count alike. Those of other countries are left out.
    case culture
}
