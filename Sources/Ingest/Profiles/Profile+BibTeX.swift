extension Profile {
    /// An entry for the data set from the profile: its title, its URL, and the papers to cite. Nil if the profile has
    /// no citation.
    public var bibTeX: String? {
        guard let citation else { return nil }
        var fields = [("title", "{\(Self.escaped(title))}")]
        if let url { fields.append(("howpublished", "\\url{\(url)}")) }
        // An entry has one; further ones stay in the note.
        if let identifier = citation.firstMatch(of: /arXiv ([0-9]{4}\.[0-9]{4,5})/) {
            fields += [("archiveprefix", "arXiv"), ("eprint", String(identifier.1))]
        }
        fields.append(("note", [citation, licence].compactMap { $0.map(Self.escaped) }.joined(separator: "; ")))
        let lines = fields.map { "  \($0.0) = {\($0.1)},\n" }
        return "@misc{\(name),\n\(lines.joined())}\n"
    }

    private static func escaped(_ text: String) -> String { text.replacing(/[&%$#_]/) { "\\\($0.output)" } }
}
