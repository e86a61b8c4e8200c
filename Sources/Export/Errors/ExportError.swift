import SQLite
import Warehouse

/// Why something cannot be exported.
public enum ExportError: Error, Sendable {
    case unknownRelation(String, known: [String])
    /// The statement changes the store, or gives no rows.
    case notAQuestion
    /// The condition is wrong; the error's place is one of it.
    case condition(SQLError, suggestion: String?)
    case cannotBalance(column: String, hasSeveral: Bool)
    case valueHoldsSeparator(column: String, value: String, separator: String)
    case columnTwice(String)
    /// A sample, shards or markers for rows that have no ids.
    case needsSamples(option: String)
    /// A drop-out rate is for a column that no marker has.
    case noMarker(column: String, known: [String])
    case markers(MarkerProblem, template: String, offset: Int)
    case noTextColumn(store: String)
    case notATag(String)
    case standardInput
    case noUpstream(String)
    /// Files of different shapes cannot be one file.
    case upstreamDiffers(file: String, from: String, reason: String)
    case wrongEnding(path: String, expected: [String])
    case overwritesUpstream(String)
    case upstream(file: String, reason: String)
}
