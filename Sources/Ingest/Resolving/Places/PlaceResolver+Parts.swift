extension PlaceResolver {
    /// One part of a text, and what it names by itself.
    private struct Part {
        let name: NormalizedName
        let resolution: PlaceResolution?
    }

    /// Names that one more word turns into another country's name (South Sudan, Northern Ireland, DR Congo). Beside a
    /// part without meaning they stay unresolved, since that part may be this word.
    private static let namesThatWordsChange: Set<String> = ["congo", "guinea", "ireland", "korea", "samoa", "sudan"]

    /// Reads "X, Country", "City - Country" and "Region (Country)" by the part that is a country, the last one first.
    ///
    /// Codes do not count here ("Los Angeles, CA" is not in Canada), nor do adjectives. Two countries are not resolved,
    /// unless one belongs to the other ("Hong Kong, China") or has the name of a part of the other ("Georgia, USA").
    func resolveParts(of raw: String) -> PlaceResolution? {
        guard let (texts, rule) = Self.parts(of: raw), texts.count > 1 else { return nil }
        let inverted = NormalizedName(texts.reversed().joined(separator: " "))
        if let known = resolve(inverted), known.rule == .name { return PlaceResolution(place: known.place, rule: rule) }

        let parts = texts.map { text in
            let name = NormalizedName(text)
            let abbreviated = { place(ofAbbreviated: name).map { PlaceResolution(place: $0, rule: .name) } }
            return Part(name: name, resolution: resolve(name) ?? abbreviated())
        }
        var named: [String] = []
        for part in parts where part.resolution?.rule == .name {
            if case .country(let iso2)? = part.resolution?.place, !named.contains(iso2) { named.append(iso2) }
        }
        let country: String?
        switch named.count {
        case 0: return resolveWithoutCountry(parts.map(\.resolution), rule)
        case 1: country = settle(named[0], among: parts, rule)
        case 2: country = precised(named, by: parts) ?? settle(named[0], named[1])
        default: country = nil
        }
        return country.map { PlaceResolution(place: .country($0), rule: rule) }
    }

    /// One country is named; the other parts may still say that another is meant.
    private func settle(_ iso2: String, among parts: [Part], _ rule: PlaceRule) -> String? {
        let others = parts.compactMap { part -> String? in
            guard let resolution = part.resolution, resolution.rule == .part || resolution.rule == .city,
                case .country(let other) = resolution.place
            else { return nil }
            return other
        }
        if others.contains(iso2) { return iso2 }
        if isNarrowed(iso2, among: parts) { return nil }
        if let other = others.first(where: { isName(of: iso2, borneByPartOf: $0) }) { return other }
        // "Lebanon, Pennsylvania": what comes last contains what comes first.
        if rule == .commaPart, let last = parts.last?.resolution, last.rule == .part,
            case .country(let other) = last.place
        {
            return other
        }
        let homonym = hasHomonym(iso2) ? country(iso2).map { NormalizedName($0.name) } : nil
        let isUnsure = parts.contains { Self.namesThatWordsChange.contains($0.name.text) || $0.name == homonym }
        return isUnsure && parts.contains { $0.resolution == nil } ? nil : iso2
    }

    /// Whether an adjective of another country stands after the country's name: "Saint Martin (Dutch)", "Guinea
    /// (Spanish)". Such a word distinguishes places that share a name, so without it the place is another one.
    private func isNarrowed(_ iso2: String, among parts: [Part]) -> Bool {
        guard let named = parts.firstIndex(where: { $0.resolution?.place == .country(iso2) }) else { return false }
        return parts[named...].contains {
            $0.resolution?.rule == .demonym && $0.resolution?.place != .country(iso2)
        }
    }

    /// The country of "Congo, DRC": the second part is a short name of a country whose own name has the first.
    private func precised(_ named: [String], by parts: [Part]) -> String? {
        guard parts.count == 2, Self.namesThatWordsChange.contains(parts[0].name.text),
            !parts[1].name.text.contains(parts[0].name.text),
            case .country(let iso2)? = parts[1].resolution?.place, named.contains(iso2),
            let name = country(iso2)?.name
        else { return nil }
        return NormalizedName(name).text.contains(parts[0].name.text) ? iso2 : nil
    }

    /// Joins again parts that a comma separates although they are the name of one place: "Korea", "Rep." and "Japan"
    /// are "Korea, Rep." and "Japan".
    ///
    /// A name that one more word changes (Congo) keeps the part that follows it, if that is not a place. Any name keeps
    /// a part that only says which kind of state is meant.
    func joiningNames(_ parts: [String]) -> [String] {
        var joined: [String] = []
        var index = parts.startIndex
        while index < parts.endIndex {
            var end = index + 1
            for candidate in stride(from: min(index + 3, parts.endIndex), to: end, by: -1)
            where isOneName(parts[index..<candidate]) {
                end = candidate
                break
            }
            while end < parts.endIndex, continues(parts[end], after: parts[index]) { end += 1 }
            joined.append(parts[index..<end].joined(separator: ", "))
            index = end
        }
        return joined
    }

    /// Whether each part of a list is the name of a country, although together they would be an area: "Australia, New
    /// Zealand".
    func areCountries(_ parts: [String], not whole: Place) -> Bool {
        guard whole.isArea, parts.count > 1 else { return false }
        return parts.allSatisfy { part in
            let known = resolve(NormalizedName(part))
            return known?.rule == .name && known?.place.isArea == false
        }
    }

    /// The country of "Republic of Hungary": words that only say which kind of state is meant, then its name.
    func place(afterFormOf name: NormalizedName) -> Place? {
        guard let of = name.text.firstRange(of: " of "),
            AbbreviatedName.isOnlyForm(NormalizedName(name.text[..<of.lowerBound]))
        else { return nil }
        let rest = NormalizedName(name.text[of.upperBound...])
        guard let known = resolve(rest), known.rule == .name, !known.place.isArea,
            !Self.namesThatWordsChange.contains(rest.text)
        else { return nil }
        return known.place
    }

    /// Whether parts between commas are one name, abbreviated or in another order.
    private func isOneName(_ parts: ArraySlice<String>) -> Bool {
        let name = NormalizedName(parts.joined(separator: ", "))
        if let place = place(ofAbbreviated: name) { return !areCountries(Array(parts), not: place) }
        return resolve(NormalizedName(parts.reversed().joined(separator: " ")))?.rule == .name
    }

    private func continues(_ part: String, after first: String) -> Bool {
        let name = NormalizedName(part)
        if AbbreviatedName.isOnlyForm(name) || Self.leftOverWords.contains(name.text) { return true }
        return Self.namesThatWordsChange.contains(NormalizedName(first).text) && resolve(part) == nil
    }

    private static let leftOverWords: Set<String> = ["nes", "nec", "nie", "not elsewhere specified"]

    /// Two countries are named: one of them is meant only where the other is its owner or its namesake's.
    private func settle(_ first: String, _ second: String) -> String? {
        if isName(of: first, borneByPartOf: second) { return second }
        if isName(of: second, borneByPartOf: first) { return first }
        if isTerritory(first, of: second) { return first }
        if isTerritory(second, of: first) { return second }
        return nil
    }

    /// No country is named: the last part decides, and an area after it only confirms. A city decides only if no part
    /// is in another country ("Paris, London" is a list).
    private func resolveWithoutCountry(_ parts: [PlaceResolution?], _ rule: PlaceRule) -> PlaceResolution? {
        var area: PlaceResolution?
        for part in parts.reversed() {
            guard let part, part.rule != .demonym else { break }
            if case .country = part.place {
                let elsewhere = parts.contains { $0.map { $0.place != part.place && $0.rule != .name } ?? false }
                return part.rule == .city && elsewhere ? nil : PlaceResolution(place: part.place, rule: rule)
            }
            guard area == nil || area?.place == part.place else { return nil }
            area = PlaceResolution(place: part.place, rule: rule)
        }
        return area
    }

    /// The parts of a text between commas, spaced dashes and brackets, and the rule that goes with the separator.
    private static func parts(of raw: String) -> (texts: [Substring], rule: PlaceRule)? {
        let scalars = raw.unicodeScalars
        var texts: [Substring] = []
        var rule: PlaceRule?
        var start = scalars.startIndex
        var index = scalars.startIndex
        var followsBlank = false
        while index < scalars.endIndex {
            let next = scalars.index(after: index)
            let separator: PlaceRule?
            switch scalars[index] {
            case ",", "，", "、", "،": separator = .commaPart
            case "(", ")", "[", "]", "（", "）": separator = .bracketPart
            case "-", "–", "—":
                let precedesBlank = next < scalars.endIndex && scalars[next].properties.isWhitespace
                separator = followsBlank && precedesBlank ? .dashPart : nil
            default: separator = nil
            }
            if let separator {
                // Brackets say more about the text than a comma inside them, and a comma more than a dash.
                if precedence(separator) > rule.map(precedence) ?? 0 { rule = separator }
                texts.append(raw[start..<index].trimmingBlanks)
                start = next
            }
            followsBlank = scalars[index].properties.isWhitespace
            index = next
        }
        guard let rule else { return nil }
        texts.append(raw[start...].trimmingBlanks)
        return (texts.filter { !$0.isEmpty }, rule)
    }

    private static func precedence(_ rule: PlaceRule) -> Int {
        switch rule {
        case .bracketPart: 3
        case .commaPart: 2
        default: 1
        }
    }
}
