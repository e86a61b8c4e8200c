#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension NumberNotation {
    /// Reads a whole value: blanks around it, a sign, digits with or without marks of thousands, a fraction, an
    /// exponent.
    ///
    /// Thousands separators must be at the right places: `1,234` is a number and `12,34` is not. Integers up to 64 bits
    /// stay integers, also `1e3` and `2.0`; other numbers become the nearest double. A number beyond the doubles is out
    /// of range.
    func parse(_ text: UnsafeBufferPointer<UInt8>) -> Result<Number, NumberProblem> {
        var scanner = NumberScanner(text: text, notation: self)
        return scanner.scan()
    }

    /// Reads a string; for tests and constants.
    func parse(_ text: String) -> Result<Number, NumberProblem> {
        var text = text
        return text.withUTF8 { parse($0) }
    }
}

private struct NumberScanner {
    let text: UnsafeBufferPointer<UInt8>
    let notation: NumberNotation
    var position = 0
    var end = 0
    var isNegative = false
    /// The digits before the exponent as an integer, as long as they fit.
    var significand: UInt64 = 0
    var isExact = true
    var digitCount = 0
    var fractionDigits = 0
    var exponent = 0

    init(text: UnsafeBufferPointer<UInt8>, notation: NumberNotation) {
        self.text = text
        self.notation = notation
        end = text.count
    }

    mutating func scan() -> Result<Number, NumberProblem> {
        while position < end, isBlank(text[position]) { position += 1 }
        while end > position, isBlank(text[end - 1]) { end -= 1 }
        guard position < end else { return .failure(.notANumber) }
        let start = position
        if text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
            isNegative = text[position] == UInt8(ascii: "-")
            position += 1
        }
        guard scanDigits(), scanExponent(), position == end else { return .failure(problem(from: start)) }
        return value(from: start)
    }

    private mutating func scanDigits() -> Bool {
        let start = position
        var lastMark: Int?
        while position < end {
            if let digit = digit(at: position) {
                append(digit)
            } else if text[position] == notation.thousands, position > start {
                guard lastMark.map({ position - $0 == 4 }) ?? (position - start <= 3) else { return false }
                lastMark = position
            } else {
                break
            }
            position += 1
        }
        if let lastMark, position - lastMark != 4 { return false }
        if position < end, text[position] == notation.decimal {
            position += 1
            while position < end, let digit = digit(at: position) {
                append(digit)
                fractionDigits += 1
                position += 1
            }
        }
        return digitCount > 0
    }

    private mutating func scanExponent() -> Bool {
        guard position < end, text[position] | 0x20 == UInt8(ascii: "e") else { return true }
        position += 1
        var isNegative = false
        if position < end, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
            isNegative = text[position] == UInt8(ascii: "-")
            position += 1
        }
        let start = position
        while position < end, let digit = digit(at: position) {
            exponent = min(exponent * 10 + Int(digit), 100_000)
            position += 1
        }
        if isNegative { exponent = -exponent }
        return position > start
    }

    private mutating func append(_ digit: UInt8) {
        digitCount += 1
        let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
        if overflow || carry { isExact = false } else if isExact { significand = sum }
    }

    private func value(from start: Int) -> Result<Number, NumberProblem> {
        if isExact, let integer = exactInteger() { return .success(.integer(integer)) }
        let scale = exponent - fractionDigits
        // Clinger: both numbers are exact doubles, so that one operation rounds correctly.
        if isExact, significand <= 1 << 53, abs(scale) <= 22 {
            let power = Self.powersOfTen[abs(scale)]
            let magnitude = scale < 0 ? Double(significand) / power : Double(significand) * power
            return .success(.real(isNegative ? -magnitude : magnitude))
        }
        let real = slowDouble(from: start)
        return real.isFinite ? .success(.real(real)) : .failure(.outOfRange)
    }

    private func exactInteger() -> Int64? {
        var magnitude = significand
        var scale = exponent - fractionDigits
        guard magnitude != 0 else { return 0 }
        guard abs(scale) <= 40 else { return nil }
        while scale < 0 {
            guard magnitude % 10 == 0 else { return nil }
            magnitude /= 10
            scale += 1
        }
        while scale > 0 {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            magnitude = product
            scale -= 1
        }
        if isNegative { return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int64(exactly: magnitude)
    }

    private func slowDouble(from start: Int) -> Double {
        var plain = text[start..<end].filter { $0 != notation.thousands }.map {
            $0 == notation.decimal ? 0x2E : CChar($0)
        }
        plain.append(0)
        return strtod(plain, nil)
    }

    private func problem(from start: Int) -> NumberProblem {
        let word = String(decoding: text[start..<end], as: UTF8.self).lowercased().drop { $0 == "-" || $0 == "+" }
        return ["nan", "inf", "infinity", "∞"].contains(word) ? .notFinite : .notANumber
    }

    private func digit(at position: Int) -> UInt8? {
        let digit = text[position] &- UInt8(ascii: "0")
        return digit <= 9 ? digit : nil
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static let powersOfTen: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
