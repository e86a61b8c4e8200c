/// The text that a sample gets, as written by the user: markers, and the sample's own text between or beside them.
///
/// - `{column}` is the value of a column, `{text}` the sample's text, at most once.
/// - A marker is kept or left out as a whole. `[…]` makes its content one marker, which is left out if one of its
///   columns has no value. Outside of brackets, an element directly around a column is one marker
///   (`<culture>{culture}</culture>`), otherwise the column alone.
/// - `{{`, `}}`, `[[`, `]]` stand for single ones; `\n` is a line feed, `\t` a tab, `\\` a backslash.
public struct MarkerTemplate: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case literal(String)
        case column(String)
    }

    enum Part: Sendable, Equatable {
        case literal(String)
        case text
        /// Present or left out as a whole.
        case marker([Piece])
    }

    let source: String
    let parts: [Part]

    /// - Throws: `ExportError.markers`, with the place in the template.
    public init(parsing source: String) throws {
        var parser = MarkerTemplateParser(source)
        self.source = source
        parts = try parser.parse()
    }

    /// Whether the template contains `{text}`.
    public var hasText: Bool { parts.contains(.text) }

    /// The columns of each marker.
    var markers: [[String]] {
        parts.compactMap { part in
            guard case .marker(let pieces) = part else { return nil }
            return pieces.compactMap { if case .column(let name) = $0 { name } else { nil } }
        }
    }
}
