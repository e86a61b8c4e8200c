import Foundation

/// Coordinates as texts: "48.85, 2.35", "POINT (2.35 48.85)", "48°51′N 2°21′E", "geo:48.85,2.35".
enum CoordinateText {
    /// Whether the values of a field are coordinates, as far as its examples show: decimals, or texts of two or more.
    static func isHeld(by sample: FieldSample) -> Bool {
        guard !sample.examples.isEmpty else { return false }
        if sample.numbers == sample.values, sample.integers < sample.numbers { return true }
        return sample.examples.allSatisfy(isCoordinates)
    }

    static func isCoordinates(_ text: String) -> Bool {
        let words: Set<String> = [
            "point", "polygon", "multipoint", "multipolygon", "linestring", "geo", "srid", "lat", "lon", "lng", "long",
            "latitude", "longitude", "n", "s", "e", "w", "z",
        ]
        var numbers = 0
        var hasFraction = false
        for part in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "-" })
        {
            let part = part.trimmingPrefix("-")
            if part.allSatisfy({ $0.isNumber || $0 == "." }) {
                numbers += 1
                hasFraction = hasFraction || part.contains(".")
            } else if !words.contains(String(part)) {
                return false
            }
        }
        return numbers >= 2 && (hasFraction || text.contains("°") || text.contains(","))
    }
}
