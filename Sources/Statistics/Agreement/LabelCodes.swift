/// Labels as codes: 0 for a missing label, the others from 1 in the order of their bytes.
///
/// Labels are distinguished by their bytes, as SQL does. A blank label is missing. Cost: one hash per label, and a sort
/// of the distinct ones.
struct LabelCodes: Sendable {
    /// The distinct labels: `labels[code - 1]` has the code.
    let labels: [String]
    /// One code per label given.
    let codes: [UInt32]

    init(_ given: [String], blankIsMissing: Bool) {
        self.init(given: given) { label in blankIsMissing && label.utf8.allSatisfy(\.isBlank) }
    }

    init(_ given: [String?]) {
        self.init(given: given.map { $0 ?? "" }) { label in label.utf8.allSatisfy(\.isBlank) }
    }

    private init(given: [String], isMissing: (String) -> Bool) {
        var found: [ByteLabel: Int] = [:]
        var distinct: [String] = []
        let places = given.map { label -> Int? in
            let key = ByteLabel(text: label)
            if let place = found[key] { return place }
            guard !isMissing(label) else { return nil }
            found[key] = distinct.count
            distinct.append(label)
            return distinct.count - 1
        }
        let order = distinct.indices.sorted { distinct[$0].utf8.lexicographicallyPrecedes(distinct[$1].utf8) }
        var codes = [UInt32](repeating: 0, count: distinct.count)
        for (position, place) in order.enumerated() { codes[place] = UInt32(position + 1) }
        labels = order.map { distinct[$0] }
        self.codes = places.map { place in place.map { codes[$0] } ?? 0 }
    }
}

/// A label that equals another one if all bytes are equal. Swift's own comparison also equates canonically equivalent
/// texts.
private struct ByteLabel: Hashable {
    let text: String

    static func == (one: Self, other: Self) -> Bool { one.text.utf8.elementsEqual(other.text.utf8) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension UInt8 {
    /// A blank, tabulator or line break.
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
