import LocalFacts
import Readers

/// What columns of published data sets are usually called, and what they mean here.
///
/// docs/profiles.md shows this table; a test compares the two.
enum ColumnNaming {
    /// The names of each role, the most specific first; compared after `normalized`.
    static let names: [(role: ColumnRole, names: [String])] = [
        (
            .text,
            [
                "inputs", "input", "text", "prompt", "content", "contents", "instruction", "question", "sentence",
                "document", "body", "message", "messages_content", "query", "passage",
            ]
        ),
        (.source, ["dataset_source", "data_source", "source", "source_dataset", "corpus", "subset", "origin"]),
        (.stage, ["stage", "training_stage", "phase", "training_phase"]),
        (.language, ["language", "lang", "language_code", "lang_code", "languages", "langs", "locale"]),
        (.culture, ["culture_tag", "cultural_tag", "culture", "culture_label", "culture_type"]),
        (.domain, ["domain_tag", "domain", "domains", "topic", "topics", "category", "subject"]),
        (.task, ["task_intent_tag", "task_tag", "task", "tasks", "task_type", "task_category", "intent"]),
        (
            .places,
            [
                "geolocation_tag", "geolocation_tags", "geolocation", "geolocations", "geo_location_tag",
                "geo_location",
                "geo_tag", "location_tag", "location", "locations", "place", "places", "country_tag", "country",
                "countries", "country_code", "country_iso2", "country_iso3", "iso2", "iso_a2", "iso3", "iso_a3",
                "nation", "region",
            ]
        ),
    ]

    /// The role that a field's name suggests, and how specific the name is: 0 is best.
    static func role(of name: String) -> (role: ColumnRole, rank: Int)? {
        let name = normalized(name)
        for (role, names) in names {
            if let rank = names.firstIndex(of: name) { return (role, rank) }
        }
        return nil
    }

    /// Whether a field's name says that it holds codes of countries: `country_code`, `iso_a2`.
    static func namesCountryCodes(_ name: String) -> Bool {
        let name = normalized(name)
        return name.hasSuffix("_code") || name.hasSuffix("_codes") || name.contains("iso2") || name.contains("iso3")
            || name.contains("iso_a")
    }

    /// A name in lower case, what is neither letter nor digit written as one `_`: `Geo-Location Tag` is
    /// `geo_location_tag`.
    static func normalized(_ name: String) -> String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
    }

    /// The name of a column for a field: its last key, or the whole path if another column has that name.
    static func columnName(for path: FieldPath, taken: Set<String>) -> String {
        let name = path.name ?? "field"
        let whole = normalized(path.description)
        let isFree = !taken.contains(normalized(name)) && !isReserved(normalized(name))
        return columnName(for: isFree || whole.isEmpty ? name : whole, taken: taken)
    }

    /// The name of a column for a field: what the store allows and no other column has.
    static func columnName(for field: String, taken: Set<String>) -> String {
        var name = normalized(field)
        if name.first.map({ !$0.isLetter }) ?? true { name = name.isEmpty ? "field" : "field_\(name)" }
        if taken.contains(name) || isReserved(name) { name += "_value" }
        var unique = name
        var number = 2
        while taken.contains(unique) || isReserved(unique) {
            unique = "\(name)_\(number)"
            number += 1
        }
        return unique
    }

    /// Names that the store's own columns and relations have.
    static func isReserved(_ name: String) -> Bool {
        ColumnRole(rawValue: name) != nil || ColumnDefinition.isReserved(name)
    }
}

extension ColumnRole {
    /// The role of the same meaning for rows with several values; nil if a row has one.
    var ofLists: ColumnRole? {
        switch self {
        case .language: .languages
        case .domain: .domains
        case .task: .tasks
        case .places: .places
        default: nil
        }
    }

    /// What one value of the role's lists is called.
    var valueName: String? {
        switch self {
        case .languages: "language"
        case .domains: "domain"
        case .tasks: "task"
        case .places: "place"
        default: nil
        }
    }
}
