import LocalFacts
import Readers

/// Turns the rows of a reader's batches into columns of the store, for one file.
///
/// Each distinct raw value is mapped once; a row costs one look-up.
public final class RowMapper {
    /// What the reader has to deliver.
    public let projection: Projection
    /// The columns, in the order in which `map` gives their values.
    public let columns: [MappedColumn]
    private let mappers: [any ColumnMapper]
    private let measures: [MeasureMapper]
    /// What is watched in the file; nil if the mapping is not a guess, or was guessed from the whole file.
    private let watch: GuessWatch?

    /// - Parameters:
    ///   - input: what the file's rows become.
    ///   - missing: words that mean "no value" in all inputs of the profile.
    ///   - path: the file's path, from which a profile may capture values.
    /// - Throws: `ProfileError` if a look-up file is not there.
    public init(input: ProfileInput, missing: [String] = [], path: String, resources: MappingResources) throws {
        var fields = FieldIndex()
        let context = MappingContext(missing: missing + input.missing, path: path, resources: resources)
        mappers = try input.columns.map { try context.mapper(for: $0, fields: &fields) }
        columns = input.columns.map { rule in
            var column = MappedColumn(rule)
            column.isGuess = input.guess != nil
            return column
        }
        measures = mappers.compactMap { $0 as? MeasureMapper }
        watch = input.guess.flatMap { GuessWatch($0, fields: &fields) }
        projection = Projection(
            rows: input.rows, fields: fields.paths,
            optional: Set(input.columns.filter(\.isOptional).flatMap(\.fieldPaths)),
            ignored: watch == nil ? nil : input.guess?.leftOut ?? [])
    }

    /// Maps rows of a batch of the projection. Rows with numbers that cannot be used are rejected whole.
    ///
    /// - Parameters:
    ///   - rows: the rows that count; all of the batch where nil.
    ///   - intern: gives the code of a value, not empty, of the column at an index of `columns`.
    /// - Throws: `SegmentError` if a text is too long to be stored, and what `intern` throws.
    public func map(
        _ batch: RowBatch, rows: Range<Int>? = nil, intern: (_ value: String, _ column: Int) throws -> UInt32
    ) throws -> MappedBatch {
        let wanted = (rows ?? 0..<batch.rowCount).clamped(to: 0..<batch.rowCount)
        let unusable = rejects(in: batch).filter { wanted.contains($0.row) }
        if let watch, let overturned = watch.overturned(by: batch, rows: wanted, unusable: unusable) {
            return MappedBatch(recordNumbers: [], values: [], rejects: [], overturned: overturned)
        }
        let rejected = Set(unusable.map(\.row))
        let kept = rejected.isEmpty ? Array(wanted) : wanted.filter { !rejected.contains($0) }
        let values = try mappers.indices.map { column in
            try mappers[column].values(of: batch, rows: kept) { try intern($0, column) }
        }
        var mapped = MappedBatch(
            recordNumbers: kept.map { batch.recordNumbers[$0] }, values: values, rejects: unusable)
        for measure in measures where !measure.missingRows.isEmpty {
            mapped.missingWords[measure.name] = measure.missingRows.count { wanted.contains($0) }
        }
        return mapped
    }

    /// Forgets the codes that `intern` gave for a column: it will give others.
    func forgetCodes(ofColumn column: Int) { mappers[column].forgetCodes() }

    /// The first unusable number of each row that has one.
    private func rejects(in batch: RowBatch) -> [RowReject] {
        var byRow: [Int: RowReject] = [:]
        for measure in measures {
            for problem in measure.problems(in: batch) where byRow[problem.row] == nil {
                byRow[problem.row] = problem
            }
        }
        return byRow.values.sorted { $0.row < $1.row }
    }
}

/// A column as the mapper delivers it.
public struct MappedColumn: Sendable, Hashable {
    public var name: String
    public var kind: ColumnKind
    public var role: ColumnRole?
    public var valueName: String?
    public var description: String?
    public var meaning: ColumnMeaning?
    /// The table of entities whose keys the values are.
    public var entities: FactTableTemplate?
    /// Whether no profile describes the column, so that it may be widened.
    public var isGuess = false

    public init(_ rule: ColumnRule) {
        name = rule.name
        role = rule.isRole ? ColumnRole(rawValue: rule.name) : nil
        description = rule.description
        meaning = rule.meaning
        entities = rule.entities
        switch rule.content {
        case .text: kind = .text
        case .tag: kind = .tag
        case .tags(_, let each):
            kind = .tags
            valueName = each
        case .measure(let measure): kind = measure.isInteger ? .integer : .real
        }
    }
}

/// The rows of a batch that can be stored, and those that cannot.
public struct MappedBatch: Sendable {
    /// One per row.
    public var recordNumbers: [Int64]
    /// One per column of the mapper.
    public var values: [SampleBatch.Values]
    public var rejects: [RowReject]
    /// Why the batch does not fit the guessed mapping; there are no rows then.
    var overturned: OverturnedGuess?
    /// For each column, the number of words for "no value" among its numbers.
    public var missingWords: [String: Int] = [:]

    public var rowCount: Int { recordNumbers.count }
}

/// A row that was read and cannot be stored.
public struct RowReject: Sendable, Equatable {
    /// Place in the batch, from 0.
    public var row: Int
    public var recordNumber: Int64
    public var column: String
    public var problem: NumberProblem
    /// The value at fault, cut after 200 bytes.
    public var excerpt: String
}
