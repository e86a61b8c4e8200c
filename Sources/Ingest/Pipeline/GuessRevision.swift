import Readers
import Warehouse

/// A guessed mapping that was made again, because the file or the store did not fit the guess.
struct GuessRevision {
    /// The mapping before the first revision.
    private let first: MappingProposal
    /// The record that did not fit; nil if only the store's columns differed.
    private var record: Int64?

    /// Looks at all of a file and maps it again.
    ///
    /// - Parameters:
    ///   - recordLimit: records after this one are not looked at.
    ///   - open: gives the bytes of the file from their beginning.
    /// - Throws: `ReadError` if the file cannot be opened again.
    static func revise(
        _ planned: inout PlannedFile, _ revision: inout GuessRevision?, after overturned: OverturnedGuess,
        stored: StoredColumns, recordLimit: Int64?, open: () throws -> any ByteSource
    ) throws {
        guard let proposal = planned.proposal else { return }
        var made = revision ?? GuessRevision(first: proposal)
        made.record = made.record ?? overturned.record
        revision = made
        var survey = FieldSurvey(
            proposal, options: planned.file.reading.applied(to: planned.input.options),
            unknownFields: overturned.unknownFields, recordLimit: recordLimit)
        try survey.run(open)
        planned.take(proposal.revised(survey.samples, hasMoreFields: survey.hasMoreFields, stored: stored))
    }

    /// Maps a file again in agreement with the columns that the store has now.
    static func agree(_ planned: inout PlannedFile, _ revision: inout GuessRevision?, with stored: StoredColumns) {
        guard let proposal = planned.proposal else { return }
        revision = revision ?? GuessRevision(first: proposal)
        planned.take(proposal.agreeing(with: stored))
    }

    private init(first: MappingProposal) { self.first = first }

    /// Says which columns differ from the guess by the first records.
    func add(to account: inout ColumnAccount, of planned: PlannedFile) {
        guard let record, let proposal = planned.proposal else { return }
        let before = Dictionary(first.fields.map { ($0.path, $0) }) { first, _ in first }
        for field in proposal.fields {
            guard let column = field.column, let use = field.use else { continue }
            // A text that was a string in all first records may later come in parts.
            let former = before[field.path] ?? (field.path.steps.last == .text ? before[field.path.parent] : nil)
            guard former?.use != use || former?.column != column else { continue }
            account.changes.append(
                ColumnAccount.Change(column: column, from: former?.use, to: use, record: record))
        }
    }
}

extension PlannedFile {
    fileprivate mutating func take(_ proposal: MappingProposal) {
        let options = input.options
        self.proposal = proposal
        input = proposal.input
        input.options = options
        takeGiven()
    }
}

extension ColumnAccount {
    /// - Parameter planned: the file as it was loaded.
    init(_ planned: PlannedFile, widened: [WidenedColumn], missingWords: [String: Int64]) {
        self.init()
        self.widened = widened
        self.missingWords = missingWords
        for field in planned.proposal?.fields ?? [] where field.column == nil && field.hasValues {
            leftOut.append(FieldReason(field: field.path.description, reason: field.evidence))
        }
        for field in planned.proposal?.fields ?? [] {
            guard let column = field.column, let name = field.path.name.map(ColumnNaming.normalized),
                ColumnNaming.isReserved(name), column.hasPrefix("\(name)_value")
            else { continue }
            renamed[field.path.description] = column
        }
        guard planned.proposal?.format == .csv else { return }
        let names = (planned.proposal?.fields ?? []).compactMap(\.path.name)
        doubtfulNames = names.filter { name in
            let isYear = Int(name).map { (1000...2100).contains($0) } ?? false
            return (Double(name) != nil && !isYear) || name.utf8.count > Self.longestName
        }
        // Where most names are words, a number is a name, too; and many numbers are those of questions.
        if doubtfulNames.count * 2 < names.count || doubtfulNames.count == names.count && names.count > 9 {
            doubtfulNames = []
        }
    }

    /// Names of columns are shorter, in bytes.
    private static let longestName = 100
}

extension ColumnAccount {
    /// The same as the store keeps it.
    var notes: [FieldNote] {
        let changed = changes.map { change in
            FieldNote(
                field: change.column, column: change.column, outcome: change.from == nil ? .added : .widened,
                detail: change.from.map { "from \($0) to \(change.to), from record \(change.record) on" }
                    ?? "\(change.to), from record \(change.record) on")
        }
        let stored = widened.map { column in
            FieldNote(
                field: column.name, column: column.name, outcome: .widenedInStore,
                detail: "from \(column.from.rawValue) to \(column.to.rawValue), "
                    + "\(column.rewrittenRows) rows written again")
        }
        let missing = missingWords.sorted { $0.key < $1.key }.map { column, count in
            FieldNote(field: column, column: column, outcome: .missing, detail: "\(count) words such as NA")
        }
        let absent = leftOut.map { FieldNote(field: $0.field, column: nil, outcome: .leftOut, detail: $0.reason) }
        return changed + stored + missing + absent
    }
}
