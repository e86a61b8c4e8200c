import Reports
import Warehouse

/// A value as a person reads it in a table of the terminal.
struct CellText: Equatable {
    enum Kind: Equatable { case null, number, other }

    var text: String
    var width: Int
    var kind: Kind

    /// - Parameters:
    ///   - null: what stands for a null; a text that reads the same gets quotes.
    ///   - groups: integers of five digits and more have commas between thousands.
    init(_ value: SQLValue, null: String = "NULL", groups: Bool = true) {
        switch value {
        case .null:
            text = null
            kind = .null
        case .integer(let number):
            // Four digits are often a year, which nobody writes with a comma.
            text = groups && number.magnitude >= 10_000 ? Magnitude.grouped(number) : String(number)
            kind = .number
        case .real:
            text = value.plainText ?? ""
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

    /// A heading.
    init(heading: String) {
        text = heading.visibleOnTerminal
        width = text.displayWidth
        kind = .other
    }

    /// The text in exactly this many columns, cut where it is wider.
    func padded(to width: Int, isRight: Bool) -> String {
        let cut = text.cut(toWidth: width)
        let blanks = String(repeating: " ", count: max(0, width - cut.displayWidth))
        return isRight ? blanks + cut : cut + blanks
    }
}
