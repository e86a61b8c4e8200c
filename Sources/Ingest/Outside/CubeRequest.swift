import Facts

/// A cube that the engine of an outside table is to write.
public struct CubeRequest: Sendable, Equatable {
    /// The name of its table.
    public var name: String
    /// The columns that it combines; empty for the usual ones.
    public var columns: [String]

    /// The option under which requests are kept, one in each line.
    static let option = "cube-table"

    /// The usual columns. A table need not have all of them.
    static let usualColumns = ["stage", "source", "language", "culture", "domain", "task"]

    /// - Parameter text: `NAME`, or `NAME=COLUMN,COLUMN`. Nil if there is no name, or an empty list of columns.
    public init?(_ text: String) {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        name = sides[0].trimmingBlanks
        columns = sides.count > 1 ? sides[1].split(separator: ",").map(\.trimmingBlanks).filter { !$0.isEmpty } : []
        guard !name.isEmpty, sides.count == 1 || !columns.isEmpty else { return nil }
    }

    var text: String { columns.isEmpty ? name : "\(name)=\(columns.joined(separator: ","))" }

    /// The requests that an earlier call kept.
    public static func kept(in options: [String: String]) -> [CubeRequest] {
        (options[option] ?? "").split(separator: "\n").compactMap { CubeRequest(String($0)) }
    }

    /// The fields that it combines, each once.
    ///
    /// - Parameter known: the field of each column of the outside table.
    /// - Throws: `CubeRequestError` for a column that the table lacks, or that is a text.
    func fields(
        _ known: [(column: String, field: OutsideField?)], texts: Set<String>
    ) throws(CubeRequestError) -> [OutsideField] {
        var found: [OutsideField] = []
        let names =
            columns.isEmpty ? Self.usualColumns.filter { name in known.contains { $0.column == name } } : columns
        for name in names {
            guard let column = known.first(where: { $0.column == name }) else {
                throw .noColumn(name, known: known.map(\.column))
            }
            guard !texts.contains(name) else { throw .text(name) }
            if let field = column.field, !found.contains(field) { found.append(field) }
        }
        guard !found.isEmpty else { throw .noFields(self.name) }
        return found
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
