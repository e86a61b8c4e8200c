import Foundation
import Ingest
import Reports
import Tabular

/// What a load would do, in words: the output of a dry run. Files with the same mapping are described once.
struct IngestPlanText {
    let plan: IngestPlan
    /// Why files would be refused, by their place in the plan.
    let refusals: [Int: String]

    /// Names that a heading has room for.
    private static let mostNames = 3

    var lines: [String] {
        groups.flatMap(lines) + leftOutLines + ["Nothing was written: this was a dry run."]
    }

    /// What is wrong with single files.
    var failures: [String] { plan.files.indices.compactMap(failure) }

    private func failure(_ index: Int) -> String? {
        let file = plan.files[index]
        guard let reason = file.failure.map({ "\($0)" }) ?? refusals[index] else { return nil }
        return reason.contains(file.file.path) ? reason : "\(file.file.path): \(reason)"
    }

    private struct Group {
        var key: [String]
        var files: [PlannedFile]
    }

    /// In the order of the first file of each.
    private var groups: [Group] {
        var groups: [Group] = []
        var places: [[String]: Int] = [:]
        for index in plan.files.indices where failure(index) == nil {
            let file = plan.files[index]
            let key = Self.key(of: file)
            if let place = places[key] {
                groups[place].files.append(file)
            } else {
                places[key] = groups.count
                groups.append(Group(key: key, files: [file]))
            }
        }
        return groups
    }

    /// What is the same of files that are described once.
    private static func key(of file: PlannedFile) -> [String] {
        // Fields that files without profile share have the same mapping, and some files lack some of them.
        if let proposal = file.proposal { return [file.dataset, proposal.format.rawValue] }
        return [file.dataset, file.profile ?? "", file.input.files.map { "\($0)" }.joined()]
            + file.input.columns.map(\.name)
    }

    private func lines(of group: Group) -> [String] {
        let file = group.files[0]
        let named = group.files.prefix(Self.mostNames).map(\.file.path).joined(separator: ", ")
        let rest = group.files.count - Self.mostNames
        let more = rest > 0 ? " and \(Magnitude.grouped(Int64(rest))) more files" : ""
        let sizes = group.files.map(\.file.byteCount)
        let total = sizes.contains(nil) ? nil : sizes.compactMap(\.self).reduce(0, +)
        let size = total.map { " (\(Magnitude.bytes($0)))" } ?? ""
        let head = "\(named)\(more)\(size): data set \(file.dataset)"
        let proposals = group.files.compactMap(\.proposal)
        if let first = proposals.first {
            let rows = proposals.map(\.rows).reduce(0, +)
            return [
                "\(head), no profile; the mapping found in \(Magnitude.grouped(Int64(rows))) rows of "
                    + "\(first.format.rawValue):"
            ]
                + MappingProposal.text(of: proposals).map { "  \($0)" }
        }
        let preview = MappingPreview(file)
        let place = rest + Self.mostNames > 1 ? "the first rows of the first file" : "the first rows"
        let table = file.input.table.map { ", into \($0.name)" } ?? ""
        return ["\(head), profile \(file.profile ?? "")\(table); in \(place):"]
            + preview.description.split(separator: "\n").map { "  \($0)" }
    }

    private var leftOutLines: [String] {
        Dictionary(grouping: plan.leftOut, by: \.reason.words).sorted { $0.key < $1.key }.map { reason, files in
            let named = files.prefix(Self.mostNames).map(\.path).joined(separator: ", ")
            let more = files.count > Self.mostNames ? " and \(files.count - Self.mostNames) more" : ""
            return "left out (\(reason)): \(named)\(more)"
        }
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
