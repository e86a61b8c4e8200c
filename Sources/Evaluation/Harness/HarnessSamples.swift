import Readers

/// The samples of one file that lm-evaluation-harness writes with `--log_samples`.
public struct HarnessSamples: Sendable {
    /// One per document, in the order of the file.
    public let samples: [HarnessSample]
    /// The filter whose replies these are.
    public let filter: String
    /// All filters of the file.
    public let filters: [String]
    /// Records that could not be read, or lack a document number or response, by their number.
    public let unusable: [Int]
    public let rejects: [Reject]

    /// Reads a file of any version since 0.4.
    ///
    /// - Parameter filter: which replies to take where the file has those of several filters.
    /// - Throws: `EvaluationError` if no record is a sample, or there are several filters and none is chosen;
    ///   `ReadError`.
    public init(path: String, filter: String? = nil, options: ReaderOptions = ReaderOptions()) throws {
        let records = try FileRecords(path: path, options: options)
        let reader = JSONFields()
        var samples: [HarnessSample] = []
        var unusable: [Int] = []
        for record in records.records {
            if let sample = HarnessSample(record, reader) {
                samples.append(sample)
            } else {
                unusable.append(Int(record.number))
            }
        }
        guard !samples.isEmpty else {
            let hasNumber = records.records.contains { $0["doc_id"] != nil }
            throw EvaluationError.notHarnessSamples(
                file: path, missing: hasNumber ? "filtered_resps" : "doc_id", found: records.fieldNames)
        }
        var names = FirstValues()
        for sample in samples { names.add(sample.filter) }
        filters = names.values
        if let filter, !filters.contains(filter) {
            throw EvaluationError.unknownFilter(filter, file: path, filters: filters)
        }
        guard let chosen = filter ?? (filters.count == 1 ? filters.first : nil) else {
            throw EvaluationError.severalFilters(file: path, filters: filters)
        }
        self.filter = chosen
        self.samples = samples.filter { $0.filter == chosen }
        self.unusable = unusable
        rejects = records.rejects
    }
}
