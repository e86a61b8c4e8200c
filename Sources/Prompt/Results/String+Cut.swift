import SQLite
import Warehouse

extension String {
    /// The mark of a text that is cut.
    static let cutMark = "…"

    /// The text, cut to a width of the terminal with a mark at its end if it is wider. Never splits a character.
    func cut(toWidth width: Int) -> String {
        guard displayWidth > width else { return self }
        var result = ""
        var used = 0
        for character in self {
            let next = String(character).displayWidth
            if used + next > width - 1 { break }
            result.append(character)
            used += next
        }
        return width > 0 ? result + String.cutMark : ""
    }
}
