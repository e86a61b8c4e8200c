import Facts
import LocalFacts
import Readers

/// Which field of an outside table each column of a profile is made of.
///
/// The profile itself is not translated: the program maps the distinct values of each field, by the same code as for
/// files. So a column may depend on one field only.
public struct OutsideMapping: Sendable {
    /// The profile with just the alternatives that the table has.
    public private(set) var profile: Profile
    /// The field of each column, by the column's name; nil for a column with the same value in all rows.
    public private(set) var fields: [(column: String, field: OutsideField?)] = []

    /// Whether the profile is one of the program's, and not made of names and values.
    var isOfShippedProfile = false

    /// Columns of tags, whose values are learned.
    private var tagFields: [OutsideField] = []

    /// - Parameter known: the fields of the table.
    /// - Throws: `OutsideMappingError`.
    public init(_ profile: Profile, input: ProfileInput, known: [OutsideFieldDescription]) throws {
        self.profile = profile
        var input = input
        guard case .record = input.rows else { throw OutsideMappingError.rowsAreMade(profile: profile.name) }
        var refusals: [OutsideMappingError.Refusal] = []
        var columns: [ColumnRule] = []
        let resolver = FieldResolver(known, missing: profile.missing + input.missing)
        for var column in input.columns {
            do throws(OutsideMappingError.Refusal) {
                let field = try resolver.field(of: &column)
                columns.append(column.withoutNumbers)
                fields.append((column.name, field))
                if let field, column.isOfTags, !tagFields.contains(field) { tagFields.append(field) }
            } catch {
                refusals.append(error)
            }
        }
        guard refusals.isEmpty else { throw OutsideMappingError.refused(profile: profile.name, refusals) }
        input.columns = columns
        input.guess = nil
        input.recognition = .never
        // The values are read from JSON lines, however the profile's files are written.
        input.options = ReaderOptions()
        input.options.findsTables = false
        self.profile.inputs = [input]
        // Each row has the data set.
        fields.append((StandardColumnNames.dataset, nil))
    }

    /// The columns of texts.
    var textNames: Set<String> {
        Set(profile.inputs.flatMap(\.columns).filter { if case .text = $0.content { true } else { false } }.map(\.name))
    }

    /// The fields whose distinct values the store has to learn.
    public var learnedFields: [OutsideField] { tagFields }

    /// The fact table that the rows are of.
    public var tableName: String { profile.inputs.first?.table?.name ?? FactTable.samples.name }
}

extension ColumnRule {
    /// The column as the lessons fill it. Their values are those of tags, and a field of them, such as one of `true`
    /// and `false`, may also be one of numbers.
    fileprivate var withoutNumbers: ColumnRule {
        guard case .measure(var rule) = content else { return self }
        var column = self
        rule.expression = .constant(0)
        column.content = .measure(rule)
        return column
    }

    fileprivate var isOfTags: Bool {
        switch content {
        case .tag, .tags: true
        case .text, .measure: false
        }
    }
}

/// The names of columns that a load fills itself.
enum StandardColumnNames {
    static let dataset = "dataset"
}
