import Statistics

/// What an aggregate of a survey keeps of its rows: the respondents, how replicates are drawn, and the first fault.
struct GivenSurvey {
    private(set) var people = GivenRespondents()
    private var drawing = GivenDrawing()
    private var fault: StatisticError?

    /// Takes a row. After a fault no row is read.
    ///
    /// - Parameters:
    ///   - drawing: the last arguments of the row.
    ///   - step: reads the others.
    mutating func add(drawing cells: ArraySlice<StatisticCell>, _ step: (inout GivenRespondents) throws -> Void) {
        guard fault == nil else { return }
        drawing.add(cells)
        do {
            try step(&people)
        } catch {
            fault = Self.statisticError(error)
        }
    }

    /// The respondents as a table, and how intervals are made; nil where rows draw in different ways.
    ///
    /// - Throws: the fault of a row, and what is wrong with the drawing or the table.
    func read() throws(StatisticError) -> (table: RespondentTable, bootstrap: RespondentBootstrap?)? {
        if let fault { throw fault }
        guard let drawing = try drawing.drawing() else { return nil }
        do {
            return (try people.table(), drawing.bootstrap)
        } catch {
            throw Self.statisticError(error)
        }
    }

    private static func statisticError(_ error: any Error) -> StatisticError {
        error as? StatisticError ?? .tooMuch("\(error)")
    }
}
