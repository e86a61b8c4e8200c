import Readers
import Warehouse

/// How a file without a profile is mapped, with the evidence for each field; what `--dry-run` prints.
public struct MappingProposal: Sendable {
    /// One field of the file.
    public struct Field: Sendable {
        public var path: FieldPath
        /// The column that it becomes; nil where it is left out.
        public var column: String?
        /// What the column is: `text`, `places`, `tag`, `tags`, `integer`, `real`.
        public var use: String?
        /// Why.
        public var evidence: String
    }

    public var format: FileFormat
    /// Rows that were looked at.
    public var rows: Int
    public var fields: [Field]
    /// The mapping, as a profile would give it.
    public var input: ProfileInput

    /// Fields that become columns; more than a store can tell apart in one statement are left out.
    private static let mostColumns = 50

    /// Looks at the first records of a file.
    ///
    /// - Parameter columns: those that the store has, whose kinds the mapping agrees with.
    /// - Throws: `ReadError`.
    init(describing file: FileFields, columns: [ColumnDefinition]) throws {
        let description = try file.description()
        let samples = try FieldSample.samples(of: file)
        self.init(samples: samples, format: description.format, stored: columns)
        if description.hasMoreFields {
            fields.append(
                Field(path: .record, column: nil, use: nil, evidence: "there are more fields than can be looked at"))
        }
    }

    init(samples: [FieldSample], format: FileFormat, stored: [ColumnDefinition]) {
        self.format = format
        rows = samples.map(\.rows).max() ?? 0
        fields = []
        input = ProfileInput(files: [], rows: .record, columns: [])
        let roles = RoleAssignment(samples)
        var taken: Set<String> = []
        for (index, sample) in samples.enumerated() {
            let verdict = FieldVerdict(sample, role: roles.roles[index])
            guard input.columns.count < Self.mostColumns, let use = verdict.use else {
                let reason = verdict.use == nil ? verdict.evidence : "there are \(Self.mostColumns) columns already"
                fields.append(Field(path: sample.path, column: nil, use: nil, evidence: reason))
                continue
            }
            let rule = use.column(of: sample.path, taken: taken, stored: stored)
            taken.insert(rule.name)
            input.columns.append(rule)
            fields.append(
                Field(
                    path: sample.path, column: rule.name,
                    use: rule.isRole ? rule.name : MappedColumn(rule).kind.rawValue,
                    evidence: verdict.evidence + (roles.reasons[index].map { "; \($0)" } ?? "")))
        }
    }
}

extension MappingProposal: CustomStringConvertible {
    /// One line a field: its path, what it becomes, and why.
    public var description: String {
        let lines = fields.map { field in
            let target =
                field.column.map { name in field.use == name ? name : "\(name) (\(field.use ?? ""))" } ?? "left out"
            return (field.path.description, target, field.evidence)
        }
        let widths = (lines.map(\.0.count).max() ?? 0, lines.map(\.1.count).max() ?? 0)
        return lines.map { path, target, evidence in
            path.padded(to: widths.0) + "  " + target.padded(to: widths.1) + "  " + evidence
        }.joined(separator: "\n")
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
