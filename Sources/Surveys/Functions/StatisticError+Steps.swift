import Statistics

extension StatisticError {
    /// The error of a step of an aggregate, if it throws one.
    static func of(_ step: () throws -> Void) -> StatisticError? {
        do {
            try step()
            return nil
        } catch let error as StatisticError {
            return error
        } catch {
            return .tooMuch("\(error)")
        }
    }
}
