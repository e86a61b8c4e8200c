import Parquet

/// The one text form of a value of a columnar file, however it is read.
///
/// Numbers have the digits that JSON would give them. Dates and times are ISO 8601 as pyarrow casts them to strings: a
/// blank between date and time, all the digits of the unit, `Z` where the time is UTC. UUIDs have hyphens. Bytes are
/// read as UTF-8 if they are valid, else as hexadecimal digits after `0x`. NaN is an empty text, which a mapping reads
/// as no value.
enum ColumnarText {
    /// The text of a value and what it is; nil for null, lists, structures and maps.
    static func text(of value: RowValue) -> (text: String, kind: ValueKind)? {
        switch value {
        case .null, .list, .structure, .map: nil
        case .bool(let bool): (bool ? "true" : "false", .boolean)
        case .int(let number): (String(number), .number)
        case .uint(let number): (String(number), .number)
        case .float(let number): text(of: number)
        case .double(let number): text(of: number)
        case .decimal(let decimal): (decimal.description, .number)
        case .text(let text): (text, .string)
        case .bytes(let bytes): (text(of: bytes), .string)
        case .uuid(let bytes): (uuid(bytes), .string)
        case .date(let days): (CivilDate(daysSinceEpoch: Int64(days)).description, .string)
        case .time(let number, let unit, _): (time(number, unit), .string)
        case .timestamp(let number, let unit, let isUTC): (timestamp(number, unit) + (isUTC ? "Z" : ""), .string)
        case .int96(let int96): (timestamp(int96), .string)
        case .interval(let months, let days, let milliseconds):
            ("P\(months)M\(days)DT\(milliseconds / 1000).\(padded(Int64(milliseconds % 1000), 3))S", .string)
        }
    }

    private static func text<Number: BinaryFloatingPoint & CustomStringConvertible>(
        of number: Number
    ) -> (text: String, kind: ValueKind) {
        if number.isNaN { return ("", .string) }
        // JSON has no infinity: as a string it is rejected as a number, and reported.
        return number.isInfinite ? (number < 0 ? "-inf" : "inf", .string) : (number.description, .number)
    }

    /// Bytes as text.
    static func text(of bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return "0x" + bytes.map { padded(String($0, radix: 16), 2) }.joined()
    }

    private static func uuid(_ bytes: [UInt8]) -> String {
        let digits = Array(bytes.map { padded(String($0, radix: 16), 2) }.joined())
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }

    private static func time(_ number: Int64, _ unit: TimeUnit) -> String {
        let seconds = number / unit.perSecond
        let fraction = padded(number % unit.perSecond, unit.digits)
        return "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2)).\(fraction)"
    }

    private static func timestamp(_ number: Int64, _ unit: TimeUnit) -> String {
        let perDay = 86_400 * unit.perSecond
        var days = number / perDay
        var rest = number % perDay
        if rest < 0 {
            rest += perDay
            days -= 1
        }
        return "\(CivilDate(daysSinceEpoch: days)) \(time(rest, unit))"
    }

    private static func timestamp(_ int96: Int96) -> String {
        let day = CivilDate(daysSinceEpoch: Int64(int96.julianDay) - 2_440_588)
        return "\(day) \(time(int96.nanosecondsOfDay, .nanoseconds))"
    }

    fileprivate static func padded(_ number: Int64, _ width: Int) -> String { padded(String(number), width) }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

extension TimeUnit {
    /// The digits of a second's fraction.
    fileprivate var digits: Int {
        switch self {
        case .milliseconds: 3
        case .microseconds: 6
        case .nanoseconds: 9
        }
    }
}

/// A day of the Gregorian calendar, also before there was one.
private struct CivilDate: CustomStringConvertible {
    var year: Int64
    var month: Int64
    var day: Int64

    /// Source: Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”, civil_from_days.
    init(daysSinceEpoch: Int64) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var description: String {
        let sign = year < 0 ? "-" : ""
        let parts = [ColumnarText.padded(abs(year), 4), ColumnarText.padded(month, 2), ColumnarText.padded(day, 2)]
        return sign + parts.joined(separator: "-")
    }
}
