import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite struct PlaceSpellingTests {
    @Test func spellingsOfOrganisationsAreRead() throws {
        let resolver = try SharedResolvers.places
        var source = ""
        var count = 0
        for line in PlaceSpellings.text.split(whereSeparator: { "\n;".contains($0) }) {
            guard let sign = line.range(of: " = ", options: .backwards) else {
                source = String(line.dropFirst(2))
                continue
            }
            let name = line[..<sign.lowerBound].trimmingCharacters(in: .whitespaces)
            let wanted = String(line[sign.upperBound...])
            let place = resolver.resolve(name)?.place
            count += 1
            switch wanted {
            case "-":
                if case .country(let iso2)? = place { Issue.record("\(source): \(name) is \(iso2), not nothing") }
            case "area": #expect(place?.isArea == true, "\(source): \(name)")
            default:
                let found = place.map { "\($0)" } ?? "nothing"
                #expect(place == .country(wanted), "\(source): \(name) is \(found)")
            }
        }
        #expect(count > 500)
    }

    /// A list with commas gave South Korea for "Korea, Dem. Rep." and Congo (Brazzaville) for "Congo, DRC".
    @Test(arguments: [
        ("Korea, Dem. Rep.", ["Korea, Dem. Rep."]), ("Congo, DRC", ["Congo, DRC"]),
        ("Korea, Rep., Japan", ["Korea, Rep.", "Japan"]), ("Japan, Korea, Rep.", ["Japan", "Korea, Rep."]),
        ("Congo, Dem. Rep., Congo, Rep.", ["Congo, Dem. Rep.", "Congo, Rep."]), ("Congo, xyz", ["Congo, xyz"]),
        ("Areas, nes", ["Areas, nes"]), ("Oceania, nes", ["Oceania, nes"]), ("Kenya, Peru", ["Kenya", "Peru"]),
        ("Serbia, Montenegro", ["Serbia", "Montenegro"]), ("Atlantis, Wakanda", ["Atlantis", "Wakanda"]),
        ("Australia, New Zealand", ["Australia", "New Zealand"]),
        ("North Korea, South Korea", ["North Korea", "South Korea"]), ("Sudan, South Sudan", ["Sudan", "South Sudan"]),
        ("Middle East, North Africa", ["Middle East, North Africa"]), ("Niger, Mali", ["Niger", "Mali"]),
        ("Guinea, Equatorial Guinea", ["Guinea", "Equatorial Guinea"]),
        ("Atlantis, Republic of, Japan, Peru", ["Atlantis, Republic of", "Japan", "Peru"]),
    ])
    func listsAreNotSplitWithinNames(value: String, parts: [String]) throws {
        let splitting = PlaceListSplitting(
            splitting: ListSplitting(separators: [";", "|", ","], whole: .place), places: try SharedResolvers.places)
        #expect(splitting.values(of: value) == parts)
    }

    @Test(arguments: [
        ("48.85, 2.35", true), ("(48.85, 2.35)", true), ("POINT (2.35 48.85)", true), ("48°51′N 2°21′E", true),
        ("geo:48.85,2.35", true), ("-33.9,18.4", true), ("48 N, 2 E", true), ("Paris, 75001", false), ("516", false),
        ("US-CA", false), ("NA", false), ("12", false), ("Kenya", false), ("", false),
    ])
    func coordinatesAreKnown(text: String, isCoordinates: Bool) {
        #expect(CoordinateText.isCoordinates(text) == isCoordinates)
    }
}
