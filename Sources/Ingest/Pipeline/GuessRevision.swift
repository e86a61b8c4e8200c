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
