/// Numbers and words of a JSON text.
enum JSONScalar {
    /// The text stops inside the value.
    static let ranOut = -1
    /// The text breaks the grammar.
    static let malformed = -2

    /// The index after the number at `start`, or ``ranOut`` or ``malformed``.
    @inline(__always)
    static func endOfNumber(_ text: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        var index = start
        if text[index] == UInt8(ascii: "-") {
            index &+= 1
            if index == count { return ranOut }
        }
        guard isDigit(text[index]) else { return malformed }
        if text[index] == UInt8(ascii: "0") {
            index &+= 1
            if index < count && isDigit(text[index]) { return malformed }
        } else {
            index = skipDigits(text, from: index, count: count)
        }
        if index < count && text[index] == UInt8(ascii: ".") {
            let fraction = index &+ 1
            if fraction == count { return ranOut }
            index = skipDigits(text, from: fraction, count: count)
            if index == fraction { return malformed }
        }
        if index < count && text[index] | 0x20 == UInt8(ascii: "e") {
            var exponent = index &+ 1
            if exponent < count && (text[exponent] == UInt8(ascii: "+") || text[exponent] == UInt8(ascii: "-")) {
                exponent &+= 1
            }
            if exponent == count { return ranOut }
            index = skipDigits(text, from: exponent, count: count)
            if index == exponent { return malformed }
        }
        return index
    }

    /// The index after the `true`, `false` or `null` that begins at `start`, or ``ranOut`` or ``malformed``.
    static func endOfWord(_ text: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        let word: StaticString
        switch text[start] {
        case UInt8(ascii: "t"): word = "true"
        case UInt8(ascii: "f"): word = "false"
        default: word = "null"
        }
        for index in 0..<word.utf8CodeUnitCount {
            if start &+ index == count { return ranOut }
            if text[start &+ index] != word.utf8Start[index] { return malformed }
        }
        return start &+ word.utf8CodeUnitCount
    }

    /// The index after the `NaN`, `Infinity` or `inf` with or without a minus that begins at `start`, or ``ranOut`` or
    /// ``malformed``. JSON has none of them; Python and others write them.
    static func endOfNonFinite(_ text: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        var index = start
        if text[index] == UInt8(ascii: "-") { index &+= 1 }
        let first = index
        while index < count, index &- first <= 8, isLetter(text[index]) { index &+= 1 }
        let word = String(decoding: UnsafeBufferPointer(start: text + first, count: index &- first), as: UTF8.self)
            .lowercased()
        if ["nan", "inf", "infinity"].contains(word) { return index }
        return index == count && (word.isEmpty || "infinity".hasPrefix(word) || "nan".hasPrefix(word))
            ? ranOut : malformed
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

    @inline(__always)
    private static func skipDigits(_ text: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        var index = start
        while index < count && isDigit(text[index]) { index &+= 1 }
        return index
    }
}
