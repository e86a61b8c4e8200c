/// The rows of an evaluation by selection, model and culture, so that a cell of the matrix is found without a scan.
public struct EvaluationCells: Sendable {
    private struct Cell: Hashable {
        var selection, model, culture: Int
    }

    private let rows: [Cell: [CorpusEvaluation.Row]]

    /// Cost: one pass over the rows.
    public init(_ rows: [CorpusEvaluation.Row]) {
        self.rows = Dictionary(grouping: rows) { row in
            Cell(selection: row.selection, model: row.model, culture: row.culture)
        }
    }

    /// The tallies of a model on the users of a culture, in the order of the rows.
    ///
    /// - Parameters:
    ///   - right: what counts as right, by row.
    ///   - pairs: the pairs that are counted, by row.
    public func tallies(
        selection: Int, model: Int, culture: Int, _ right: (CorpusEvaluation.Row) -> Int = \.right,
        of pairs: (CorpusEvaluation.Row) -> Int = \.pairs
    ) -> [UserTally] {
        (rows[Cell(selection: selection, model: model, culture: culture)] ?? []).map { row in
            UserTally(right: Double(right(row)), pairs: Double(pairs(row)))
        }
    }
}
