import Warehouse

extension ReportError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownReport(let name, let known):
            "there is no report \(name): the reports are \(list(known)); the path of an SQL file (./mine.sql) is one too"
        case .uncorrectable(let reports, let known):
            "\(reports.joined(separator: ", ")): --correct goes with reports of one dimension: \(list(known))"
        case .withoutCorrection(let report, let reason): "report \(report) goes without --correct: \(reason)"
        case .unknownParameter(let name, let known):
            known.isEmpty
                ? "there is no parameter \(name): this takes none"
                : "there is no parameter \(name): the parameters are \(list(known))"
        case .unknownOption(let report, let option, let known):
            known.isEmpty
                ? "report \(report) takes no \(option): it has no parameters"
                : "report \(report) takes no \(option): it takes \(list(known))"
        case .value(let option, let value, let expected):
            "\(option) cannot be \(value): \(expected.isEmpty ? "the store has none" : "it is \(alternatives(expected))")"
        case .negativeWeight(let option, let measure):
            "\(option) cannot be \(measure): some samples have a negative \(measure), and a weight is 0 or more"
        case .margins(let option, let table, let problem): "\(option) \(table): \(problem)"
        case .replicate(let weight, let error): "with the replicate weight \(weight): \(error)"
        case .condition(let option, let error, let suggestion):
            "\(option): \(error)" + (suggestion.map { "\ndid you mean \($0)?" } ?? "")
        case .lacking(let report, let what): "report \(report) has nothing to say: \(what)"
        case .nothingMatches(let report, let option, let condition):
            "report \(report) has nothing to say: no sample meets \(option) \(condition)"
        case .notAQuestion(let table):
            "report \(table): only a statement that gives rows and changes nothing can be a table"
        case .columnsDiffer(let table, let declared, let found):
            """
            report \(table): its statement has the columns \(list(found)), its header tells \(list(declared)); \
            they must be the same, in the same order
            """
        case .failed(let table, let error): "report \(table): \(error)"
        }
    }

    private func alternatives(_ names: [String]) -> String {
        names.count == 1 ? names[0] : "one of \(list(names))"
    }

    private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
