import Foundation
import Reports
import SQLite
import Tabular
import Warehouse

/// A value as a person reads it in a table of the terminal.
struct CellText: Equatable {
    enum Kind: Equatable { case null, number, other }

    var text: String
    var width: Int
    var kind: Kind

    /// - Parameters:
    ///   - null: the text for a null; a value with the same text gets quotes.
    ///   - groups: integers of five digits and more have commas between thousands.
    ///   - digits: reals are rounded to so many significant digits; nil for all.
    init(_ value: SQLValue, null: String = "NULL", groups: Bool = true, digits: Int? = nil) {
        switch value {
        case .null:
            text = null
            kind = .null
        case .integer(let number):
            // Four digits are often a year, which is written without a comma.
            text = groups && number.magnitude >= 10_000 ? Magnitude.grouped(number) : String(number)
            kind = .number
        case .real(let number):
            let all = value.plainText ?? ""
            text = digits.map { CellText.rounded(number, to: $0, all) } ?? all
            kind = .number
        case .text(let value):
            text = value == null ? "'\(value)'" : value.visibleOnTerminal
            kind = .other
        case .blob:
            text = value.plainText ?? ""
            kind = .other
        }
        width = text.displayWidth
    }

    /// The number in fewer digits, if that makes it shorter; the whole part keeps all digits.
    private static func rounded(_ number: Double, to digits: Int, _ all: String) -> String {
        guard number.isFinite, number != 0 else { return all }
        let size = abs(number)
        guard size >= 1e-4, size < 1e15 else {
            let short = String(format: "%.\(digits)g", number)
            return short.count < all.count ? short : all
        }
        let decimals = max(1, digits - 1 - Int(log10(size).rounded(.down)))
        let short = String(format: "%.\(decimals)f", number)
        guard short.count < all.count else { return all }
        let end = short.reversed().drop { $0 == "0" }
        return String(end.reversed()) + (end.first == "." ? "0" : "")
    }

    /// A heading.
    init(heading: String) {
        text = heading.visibleOnTerminal
        width = text.displayWidth
        kind = .other
    }

    /// The text in exactly this many columns, cut if it is wider.
    func padded(to width: Int, isRight: Bool) -> String {
        let cut = text.cut(toWidth: width)
        let blanks = String(repeating: " ", count: max(0, width - cut.displayWidth))
        return isRight ? blanks + cut : cut + blanks
    }
}
