/// What can be inserted at a position of a text.
struct Completion: Equatable {
    /// One candidate.
    struct Candidate: Equatable {
        enum Kind: Equatable {
            case keyword, relation, column, function, report, command, argument, file, value
        }

        /// The replacement of the typed text.
        var text: String
        /// What is shown in the list.
        var label: String
        /// A few words beside it: how often a value occurs.
        var detail: String
        var kind: Kind

        init(_ text: String, label: String? = nil, detail: String = "", kind: Kind) {
            self.text = text
            self.label = label ?? text
            self.detail = detail
            self.kind = kind
        }
    }

    /// The typed text that a candidate replaces, in bytes of UTF-8.
    var range: Range<Int>
    /// The likeliest first.
    var candidates: [Candidate]

    func typed(in text: String) -> String {
        String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }

    /// What all candidates begin with.
    var commonStart: String {
        guard var start = candidates.first?.text else { return "" }
        for candidate in candidates.dropFirst() {
            start = String(zip(start, candidate.text).prefix { $0 == $1 }.map(\.0))
        }
        return start
    }
}
