import Ingest

/// How to cite the data sets that the program knows.
enum DataCitations {
    /// BibTeX by the name of the profile.
    ///
    /// - Throws: `ProfileError`.
    static func byProfile() throws -> [String: String] {
        Dictionary(try ProfileLoader.shipped().map { ($0.name, $0.bibTeX) }) { first, _ in first }
    }
}
