import LocalFacts
import Warehouse

/// A fact table that the binary knows (`schema/tables/`), for a load that makes its rows itself.
public struct ShippedTable: Sendable {
    public let template: FactTableTemplate
    private let columns: [String: TableRule.Column]

    /// - Returns: nil if no table has the name.
    /// - Throws: `DecodingError` if a shipped template does not decode, which a test rules out.
    public init?(_ name: String) throws {
        guard let rule = try TableTemplates.named(name) else { return nil }
        template = rule.template
        columns = rule.columns
    }

    /// A column with what the template says of it.
    public func column(_ name: String, _ kind: ColumnKind) -> NewColumn {
        let known = columns[name.lowercased()]
        return NewColumn(name: name, kind: kind, description: known?.description, meaning: known?.meaning)
    }
}
