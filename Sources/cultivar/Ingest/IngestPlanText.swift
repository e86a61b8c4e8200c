import Ingest
import Reports

/// What a load would do, in words: the answer of a dry run.
struct IngestPlanText {
    let plan: IngestPlan

    var lines: [String] {
        plan.files.flatMap(lines)
            + plan.leftOut.map { "\($0.path): left out, \($0.reason.words)" }
            + ["Nothing was written: this was a dry run."]
    }

    private func lines(of file: PlannedFile) -> [String] {
        if let failure = file.failure { return ["\(failure)"] }
        let size = file.file.byteCount.map { " (\(Magnitude.bytes($0)))" } ?? ""
        let head = "\(file.file.path)\(size): data set \(file.dataset)"
        if let proposal = file.proposal {
            return ["\(head), no profile; the mapping found in \(proposal.rows) rows of \(proposal.format.rawValue):"]
                + proposal.description.split(separator: "\n").map { "  \($0)" }
        }
        let columns = file.input.columns.map(\.name).joined(separator: ", ")
        return ["\(head), profile \(file.profile ?? ""): \(columns)"]
    }
}

extension LeftOutFile.Reason {
    /// Why the file was not read.
    var words: String {
        switch self {
        case .notInProfile(let profile): "not in profile \(profile)"
        case .notData: "no data by its name"
        case .afterStop: "the load was stopped before it"
        case .special(let kind): kind
        case .noRejects: "the store has no rejects of its content"
        case .afterLimit: "the limit was reached before it"
        }
    }
}
