/// What a statement asks of the list that each sample has in a list relation, as it passes it to a scan. Samples with
/// the same elements in the same order have the same list.
struct ListNumber: Equatable {
    enum Kind: String, CaseIterable {
        /// The number of the list.
        case number = "list of row"
        /// 1 for the first sample of a list, else 0.
        case isFirst = "first sample of list"
    }

    var kind: Kind
    /// The name of the list relation.
    var relation: String

    init(_ kind: Kind, of relation: String) {
        self.kind = kind
        self.relation = relation
    }

    /// The text that a statement passes.
    var encoded: String { "\(kind.rawValue): \(relation)" }

    /// Nil for any other text.
    init?(encoded text: String) {
        guard let kind = Kind.allCases.first(where: { text.hasPrefix("\($0.rawValue): ") }) else { return nil }
        self.init(kind, of: String(text.dropFirst(kind.rawValue.count + 2)))
    }
}
