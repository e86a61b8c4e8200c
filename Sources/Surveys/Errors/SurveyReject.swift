import Readers

/// A record or cell that gave nothing, with what a person needs to find and correct it.
public struct SurveyReject: Sendable, Equatable {
    /// Why it gave nothing; the raw value is a stable word for tables.
    public enum Reason: String, Sendable, CaseIterable {
        /// The record itself could not be read.
        case unreadableRecord = "unreadable_record"
        /// A cell of a question is not a whole number.
        case notACode = "not_a_code"
        /// The question is in no question set.
        case unknownQuestion = "unknown_question"
        /// A question without text or without options.
        case incompleteQuestion = "incomplete_question"
        /// A weight that is not a finite number from 0. The respondent is kept with weight 0.
        case badWeight = "bad_weight"
    }

    /// The 1-based number of the record in the file.
    public let record: Int64
    public let column: String?
    /// The value as it is written, cut to 200 characters.
    public let value: String
    public let reason: Reason

    public init(record: Int64, column: String? = nil, value: String, reason: Reason) {
        (self.record, self.column, self.reason) = (record, column, reason)
        self.value = String(value.prefix(200))
    }

    init(_ reject: Reject) {
        self.init(
            record: reject.recordNumber, column: reject.column, value: reject.excerpt, reason: .unreadableRecord)
    }
}

/// All rejects counted by reason, and the first ones in full.
public struct RejectTally: Sendable, Equatable {
    /// How many rejects are kept in full.
    public static let mostKept = 100

    public private(set) var counts: [SurveyReject.Reason: Int] = [:]
    public private(set) var first: [SurveyReject] = []

    public init() {}

    public var total: Int { counts.values.reduce(0, +) }

    public mutating func add(_ reject: SurveyReject) {
        counts[reject.reason, default: 0] += 1
        if first.count < Self.mostKept { first.append(reject) }
    }
}
