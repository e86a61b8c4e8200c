import Readers

/// What makes a row, as a profile writes it.
struct RowsRule: Decodable, Sendable {
    var expansion: RowExpansion

    enum CodingKeys: String, CodingKey, CaseIterable {
        case elements, entries, columns, tree, children
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        try decoder.requireOne(of: [.elements, .entries, .columns, .tree], in: container)
        if container.contains(.elements) {
            expansion = .elements(try container.decodePath(.elements))
        } else if container.contains(.entries) {
            expansion = .entries(try container.decodePath(.entries))
        } else if container.contains(.columns) {
            expansion = .columns(try container.decode([String].self, forKey: .columns))
        } else {
            let children = try container.decode(String.self, forKey: .children)
            expansion = .tree(root: try container.decodePath(.tree), children: children)
        }
    }
}
