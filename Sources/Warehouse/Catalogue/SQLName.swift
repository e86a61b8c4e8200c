/// A name as SQL compares it: the case of ASCII letters is ignored, everything else is compared byte by byte.
struct SQLName: Hashable {
    private let folded: [UInt8]

    init(_ name: String) {
        folded = name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    func hasSuffix(_ suffix: String) -> Bool { folded.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }

    func hasPrefix(_ prefix: String) -> Bool { folded.starts(with: prefix.utf8) }
}
