extension Profile {
    /// An entry for the data set: its title, its URL and the papers to cite, as far as the profile has them.
    public var bibTeX: String {
        var fields = [("title", "{\(Self.escaped(title))}")]
        if let url { fields.append(("howpublished", "\\url{\(url)}")) }
        // An entry has one; further ones stay in the note.
        if let identifier = citation?.firstMatch(of: /arXiv ([0-9]{4}\.[0-9]{4,5})/) {
            fields += [("archiveprefix", "arXiv"), ("eprint", String(identifier.1))]
        }
        let note = [citation, licence].compactMap { $0.map(Self.escaped) }.joined(separator: "; ")
        if !note.isEmpty { fields.append(("note", note)) }
        let lines = fields.map { "  \($0.0) = {\($0.1)},\n" }
        return "@misc{\(name),\n\(lines.joined())}\n"
    }

    private static func escaped(_ text: String) -> String { text.replacing(/[&%$#_]/) { "\\\($0.output)" } }
}
