/// How samples are given markers.
public struct MarkerOptions: Sendable {
    public enum Position: String, Sendable, CaseIterable {
        case before, after
    }

    public enum Escaping: String, Sendable, CaseIterable {
        /// Values are written unchanged.
        case none
        /// `&`, `<`, `>` in values are written as entities, so that no value can end a marker.
        case xml
    }

    public var template: MarkerTemplate
    /// Where the markers go if the template does not have `{text}`.
    public var position = Position.before
    public var escaping = Escaping.none
    /// Stands between the values of a list.
    public var listSeparator = ", "
    /// The column that gets the text with markers; nil for the text's own column.
    public var column: String?
    public var dropout = MarkerDropout()

    public init(template: MarkerTemplate) { self.template = template }
}
