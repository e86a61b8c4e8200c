/// Irregular forms: `children child`, one per line, with one or several base forms.
struct Exceptions: Sendable {
    /// The base forms of an irregular form.
    private(set) var bases: [String: [String]] = [:]
    /// The irregular forms of a base form, sorted.
    private(set) var forms: [String: [String]] = [:]

    init(_ lines: [Substring]) {
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            guard let form = words.first, words.count > 1 else { continue }
            for base in words.dropFirst() where base != form {
                bases[form, default: []].append(base)
                forms[base, default: []].append(form)
            }
        }
        forms = forms.mapValues { $0.sorted() }
    }
}
