import LocalFacts
import Readers
import Warehouse

/// How a file without a profile is mapped, with the evidence for each field; what `--dry-run` prints.
public struct MappingProposal: Sendable {
    /// One field of the file.
    public struct Field: Sendable {
        public var path: FieldPath
        /// The column that it becomes; nil if it is left out.
        public var column: String?
        /// What the column is: `text`, `places`, `tag`, `tags`, `integer`, `real`.
        public var use: String?
        /// Why.
        public var evidence: String
        /// A few values.
        public var examples: [String] = []
        /// The new kind of the store's column, if it is widened for this field.
        public var widenedFrom: String?
        /// Whether the field had values, whatever became of it.
        public var hasValues = true
        /// Whether its values look like numbers with a comma before the fraction, such as `3,5`. They are kept as
        /// texts, since `1,3` may be a list.
        public var hasDecimalCommas = false
    }

    public var format: FileFormat
    /// Rows that were looked at.
    public var rows: Int
    public var fields: [Field]
    /// The mapping, as a profile would give it.
    public var input: ProfileInput
    /// The sampled values of each field of the file, and the number of records that were sampled.
    let samples: [FieldSample]
    let records: Int64
    /// Whether the file has more fields than are looked at.
    let hasMoreFields: Bool
    /// The values of the fields in all files of the call; nil if it is the only file.
    private let joint: [FieldPath: FieldSample]?
    private(set) var roles: [FieldPath: ColumnRole] = [:]

    /// The limit of fields that become columns; more are impractical for SQLite and for users.
    static let mostColumns = 200

    /// Looks at the first records of a file.
    ///
    /// - Parameter stored: the columns of the store, whose kinds the mapping agrees with.
    /// - Throws: `ReadError`.
    init(describing file: FileFields, stored: StoredColumns) throws {
        let description = try file.description()
        let (samples, records) = try FieldSample.samples(of: file)
        self.init(
            samples: samples, records: records, format: description.format, stored: stored,
            hasMoreFields: description.hasMoreFields)
    }

    /// - Parameters:
    ///   - samples: of the file's fields.
    ///   - joint: the values of the fields in all files of the call, by path; if nil, only the samples count.
    ///   - keeping: roles that fields have already.
    ///   - isFinal: whether all of the file was looked at.
    init(
        samples: [FieldSample], records: Int64, format: FileFormat, stored: StoredColumns,
        joint: [FieldPath: FieldSample]? = nil, keeping: [FieldPath: ColumnRole] = [:], hasMoreFields: Bool = false,
        isFinal: Bool = false
    ) {
        self.format = format
        self.samples = samples
        self.records = records
        self.hasMoreFields = hasMoreFields
        self.joint = joint
        rows = samples.map(\.rows).max() ?? 0
        fields = []
        input = ProfileInput(files: [], rows: .record, columns: [])
        let known = samples.map { joint?[$0.path] ?? $0 }
        let texts = TextInParts(known)
        let roles = RoleAssignment(texts.joined(samples), known: texts.joined(known), keeping: texts.joined(keeping))
        var guess = Guess(isFinal: isFinal)
        guess.leftOut = texts.parts
        var taken: Set<String> = []
        var newCount = 0
        for (index, sample) in texts.joined(known).enumerated() {
            let verdict = FieldVerdict(sample, role: roles.roles[index])
            var field = Field(path: sample.path, evidence: verdict.evidence, examples: sample.examples)
            field.hasValues = sample.values > 0
            field.hasDecimalCommas =
                sample.decimalCommas > 0 && roles.roles[index] == nil
                && sample.decimalCommas + sample.numbers + sample.missingWords == sample.values
            let rule = verdict.use?.column(of: sample, taken: taken, stored: stored)
            let isNew = rule.map { !$0.isRole && stored.column(named: $0.name) == nil } ?? false
            if let rule, !isNew || stored.ownCount + newCount < Self.mostColumns {
                newCount += isNew ? 1 : 0
                add(rule, of: &field, stored: stored)
                taken.insert(rule.name)
                self.roles[sample.path] = roles.roles[index]
                if Self.wouldBeOfLists(rule, sample) { guess.ofOneValue.append(sample.path) }
                if let reason = roles.reasons[index] { field.evidence += "; \(reason)" }
            } else if sample.values == 0 {
                guess.withoutValue.append(sample.path)
            } else {
                guess.leftOut.append(sample.path)
                if verdict.use != nil { field.evidence = "there are \(Self.mostColumns) columns already" }
            }
            fields.append(field)
        }
        if hasMoreFields {
            fields.append(Field(path: .record, evidence: "there are more fields than can be looked at"))
        }
        input.guess = guess
    }

    /// The same file's mapping, with the values of its fields in other files.
    func agreeing(with joint: [FieldPath: FieldSample], stored: StoredColumns) -> MappingProposal {
        MappingProposal(
            samples: samples, records: records, format: format, stored: stored, joint: joint,
            hasMoreFields: hasMoreFields)
    }

    /// The same file's mapping after all of it was looked at.
    func revised(_ samples: [FieldSample], hasMoreFields: Bool, stored: StoredColumns) -> MappingProposal {
        var joint = joint ?? [:]
        for sample in samples {
            // Other files of the call count, too; the first values of this file count once.
            let own = self.samples.first { $0.path == sample.path }?.comparedValues ?? 0
            if var other = joint[sample.path] {
                other.merge(sample, comparedBefore: own)
                joint[sample.path] = other
            }
        }
        return MappingProposal(
            samples: samples, records: records, format: format, stored: stored, joint: joint, keeping: roles,
            hasMoreFields: hasMoreFields, isFinal: true)
    }

    /// The same file's mapping for a store whose columns have changed.
    func agreeing(with stored: StoredColumns) -> MappingProposal {
        MappingProposal(
            samples: samples, records: records, format: format, stored: stored, joint: joint, keeping: roles,
            hasMoreFields: hasMoreFields, isFinal: input.guess?.isFinal ?? false)
    }

    /// Whether a row with several values would change the column. A role without lists joins them.
    private static func wouldBeOfLists(_ column: ColumnRule, _ sample: FieldSample) -> Bool {
        guard !sample.isList, sample.rowsWithSeveral == 0 else { return false }
        return switch column.content {
        case .tags, .measure: false
        case .text: !column.isRole
        case .tag: !column.isRole || MappedColumn(column).role?.ofLists != nil
        }
    }

    private mutating func add(_ rule: ColumnRule, of field: inout Field, stored: StoredColumns) {
        let kind = MappedColumn(rule).kind
        field.column = rule.name
        field.use = rule.isRole ? rule.name : kind.rawValue
        if !rule.isRole, let column = stored.column(named: rule.name), column.kind != kind {
            field.widenedFrom = column.kind.rawValue
        }
        input.columns.append(rule)
    }
}

extension MappingProposal.Field {
    fileprivate init(path: FieldPath, evidence: String, examples: [String] = []) {
        self.path = path
        self.evidence = evidence
        self.examples = examples
    }
}

extension MappingProposal: CustomStringConvertible {
    /// One line per field: its path, what it becomes, why, and a few values.
    public var description: String { Self.text(of: [self]).joined(separator: "\n") }

    /// The fields of several files, each once, in the order in which they occur; one line per field.
    public static func text(of proposals: [MappingProposal]) -> [String] {
        var fields: [Field] = []
        var fileCounts: [String: Int] = [:]
        for proposal in proposals {
            for field in proposal.fields {
                if fileCounts[field.key] == nil { fields.append(field) }
                fileCounts[field.key, default: 0] += 1
            }
        }
        let lines = fields.map { field in
            let count = fileCounts[field.key] ?? 0
            let files = count < proposals.count ? "in \(count) of \(proposals.count) files; " : ""
            return (field.path.description, field.target, files + field.reason)
        }
        let widths = (lines.map(\.0.count).max() ?? 0, lines.map(\.1.count).max() ?? 0)
        return lines.map { path, target, evidence in
            path.padded(to: widths.0) + "  " + target.padded(to: widths.1) + "  " + evidence
        }
    }
}

extension MappingProposal.Field {
    /// The text about the field in one line, for any number of files.
    fileprivate var key: String { "\(path) \(target)" }

    fileprivate var target: String {
        column.map { name in use == name ? name : "\(name) (\(use ?? ""))" } ?? "left out"
    }

    fileprivate var reason: String {
        let shown = examples.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
        let widening = widenedFrom.map { "; the store has \(column ?? "") as \($0) and widens it" } ?? ""
        return evidence + widening + (shown.isEmpty ? "" : ": " + shown.joined(separator: " | "))
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
