import Foundation

/// The two drawings of docs/architecture.md.
struct LayoutPage: Sendable {
    struct Line: Sendable, Equatable {
        let name: String
        let others: [String]
    }

    /// Modules from the top floor to the bottom, each with the modules that it may import.
    let modules: [Line]
    /// Modules with their folders from the bottom floor to the top.
    let floors: [Line]

    /// - Parameter text: of the page.
    init(_ text: String) {
        modules = Self.lines(of: "modules", in: text, after: "->", separator: ",")
        floors = Self.lines(of: "floors", in: text, after: ":", separator: "<")
    }

    /// The lines between the markers `<!-- NAME -->` and `<!-- end of NAME -->`, without the fence.
    private static func lines(
        of name: String, in text: String, after mark: String, separator: String
    ) -> [Line] {
        let (start, end) = ("<!-- \(name) -->", "<!-- end of \(name) -->")
        let lines = text.components(separatedBy: "\n")
        let block = lines.drop { $0 != start }.dropFirst().prefix { $0 != end }
        return block.filter { !$0.isEmpty && !$0.hasPrefix("```") }.map { line in
            let parts = line.components(separatedBy: mark)
            let others = parts.dropFirst().joined(separator: mark).components(separatedBy: separator)
            return Line(name: trimmed(parts[0]), others: others.map(trimmed).filter { !$0.isEmpty })
        }
    }

    private static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }
}
