import SQLite
import Warehouse

/// Why a report could not be run.
public enum ReportError: Error, Sendable {
    case unknownReport(name: String, known: [String])
    /// Of a statement.
    case unknownParameter(name: String, known: [String])
    /// Of a report: options as the command line has them.
    case unknownOption(report: String, option: String, known: [String])
    /// A parameter cannot have this value.
    case value(option: String, value: String, expected: [String])
    /// A measure that samples are weighted by is below 0 in some of those that are counted.
    case negativeWeight(option: String, measure: String)
    /// Samples cannot be calibrated to the totals of a table.
    case margins(option: String, table: String, problem: MarginProblem)
    /// A table could not be run with a replicate weight.
    indirect case replicate(weight: String, error: ReportError)
    /// A condition is not one expression over the samples; the error's place is in what was typed.
    case condition(option: String, error: SQLError, suggestion: String?)
    /// The store does not have what the report is about.
    case lacking(report: String, what: String)
    /// No sample meets the condition.
    case nothingMatches(report: String, option: String, condition: String)
    /// No report, or reports of several dimensions, are to be corrected. The known ones stand with their dimensions.
    case uncorrectable(reports: [String], known: [String])
    /// What the report shows cannot be corrected for the tagger's errors.
    case withoutCorrection(report: String, reason: String)
    /// The statement's columns are not those that the header tells.
    case columnsDiffer(table: String, declared: [String], found: [String])
    /// The statement gives no rows, or would change something.
    case notAQuestion(table: String)
    case failed(table: String, error: SQLError)
}
