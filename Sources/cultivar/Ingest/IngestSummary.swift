import Ingest
import Readers
import Reports
import Tabular
import Warehouse

/// The result of a load, in words.
struct IngestSummary {
    let result: IngestResult
    let store: String

    /// One line for each file with something to report, then what was rejected and skipped, then the counts.
    var lines: [String] {
        let columnLines = ColumnSummary(result.files.map(\.columns)).lines
        return upgradeLines + fileLines + replacedLines + formerLines + emptyLines + leftOutLines + amendmentLines
            + reasonLines + columnLines + [account]
    }

    /// What is wrong with single files.
    var failures: [String] {
        result.files.compactMap { file in
            if file.isRejectedWhole { return wholeRejection(of: file) }
            if case .alreadyLoaded(let path, 0, let rejected) = file.outcome, rejected > 0 {
                return "\(file.path): already loaded\(path == file.path ? "" : " as \(path)"), and all of its "
                    + "\(rows(rejected)) were rejected; mend the profile and try them again with --retry-rejects"
            }
            guard case .failed(let reason) = file.outcome else { return nil }
            let stored = file.counts.stored > 0 ? " (\(rows(file.counts.stored)) before it are stored)" : ""
            return reason.contains(file.path) ? reason + stored : "\(file.path): \(reason)\(stored)"
        }
    }

    /// A file without any stored row has the wrong mapping, or is not a data file.
    private func wholeRejection(of file: FileResult) -> String {
        let most = file.reasons.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ", mostly: \($0.key)" } ?? ""
        let all = file.rejectedInFile == 1 ? "its one row was" : "all of its \(rows(file.rejectedInFile)) were"
        return "\(file.path): \(all) rejected\(most); nothing of it is stored"
    }

    private var upgradeLines: [String] {
        result.upgradedFrom.map { former in
            [
                "\(store): brought from version \(former) of the store's format to the current one; earlier releases cannot read it"
            ]
        } ?? []
    }

    private var replacedLines: [String] {
        result.files.filter { $0.replacedRows > 0 }.map { file in
            "\(file.path): it changed since an earlier load of it broke off, and took the place of the "
                + "\(rows(file.replacedRows)) that were stored then"
        }
    }

    private var formerLines: [String] {
        var changed: [String] = []
        var formerRows: Int64 = 0
        var copied: [String: (paths: [String], rows: Int64)] = [:]
        for file in result.files {
            switch file.former {
            case .ofOtherContent(let count):
                changed.append(file.path)
                formerRows += count
            case .ofOtherDataset(let dataset, let count):
                copied[dataset, default: ([], 0)].paths.append(file.path)
                copied[dataset]?.rows += count
            case nil: continue
            }
        }
        let lines = copied.sorted { $0.key < $1.key }.map { dataset, copy in
            "in the store as data set \(dataset), too (\(rows(copy.rows))), and counted twice where both data sets are "
                + "asked: \(shortList(copy.paths))"
        }
        guard !changed.isEmpty else { return lines }
        return [
            "changed since an earlier load: \(shortList(changed)); the store keeps \(rows(formerRows)) of the former "
                + "content, and what both have counts twice. To have the new content alone, load it into a new store"
        ] + lines
    }

    private var fileLines: [String] {
        result.files.compactMap { file in
            switch file.outcome {
            case .loaded, .failed:
                file.resumedAfter > 0
                    ? "\(file.path): went on after \(rows(file.resumedAfter)) of an earlier load" : nil
            case .alreadyLoaded(let path, let count, _):
                path == file.path
                    ? "\(file.path): already loaded, \(rows(count))"
                    : "\(file.path): already loaded as \(path), \(rows(count))"
            case .retried(let count):
                "\(file.path): \(rejects(count)) tried again, \(Magnitude.grouped(file.counts.stored)) stored now, "
                    + "\(Magnitude.grouped(file.counts.rejected)) rejected again"
            case .stopped:
                "\(file.path): stopped; \(rows(file.storedInFile)) of it are stored, and the same call goes on after them"
            case .stoppedAtLimit:
                "\(file.path): stopped at the limit; the same call goes on from there"
            }
        }
    }

    private var leftOutLines: [String] {
        let byReason = Dictionary(grouping: result.leftOut, by: \.reason.words)
        return byReason.sorted { $0.key < $1.key }.map { "left out (\($0)): \(shortList($1.map(\.path)))" }
    }

    private var emptyLines: [String] {
        // Of a file that several inputs of a profile read, one of them may have no row.
        let withRows = Set(result.files.filter { $0.counts.seen > 0 }.map(\.path))
        let empty = result.files.filter {
            $0.outcome == .loaded && $0.counts.seen == 0 && $0.resumedAfter == 0 && !withRows.contains($0.path)
        }
        return empty.isEmpty ? [] : ["without a record: \(shortList(empty.map(\.path)))"]
    }

    /// The first three, and how many more there are.
    private func shortList(_ paths: [String]) -> String {
        paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
    }

    private var amendmentLines: [String] {
        let counts = result.files.reduce(into: AmendmentCounts()) { $0.merge($1.amendments, uniquingKeysWith: +) }
        return counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { $0.key.sentence(count: $0.value) }
    }

    private var reasonLines: [String] {
        result.files.reduce(into: [String: Int64]()) { $0.merge($1.reasons, uniquingKeysWith: +) }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(rows($0.value)) rejected or skipped: \($0.key)" }
    }

    /// Every row that was seen is in one of three places.
    private var account: String {
        let total = result.total
        let seconds = result.elapsed.seconds
        let loaded = Set(result.files.filter { $0.counts.seen > 0 }.map(\.path)).count
        let perSecond = seconds > 0 ? Int64(Double(total.seen) / seconds) : 0
        let speed = perSecond > 0 ? ", \(Magnitude.grouped(perSecond)) rows/s" : ""
        return """
            \(store): \(rows(total.seen)) seen = \(Magnitude.grouped(total.stored)) stored \
            + \(Magnitude.grouped(total.rejected)) rejected + \(Magnitude.grouped(total.skipped)) skipped; \
            \(loaded) \(loaded == 1 ? "file" : "files"), \(Magnitude.bytes(result.bytesRead)) \
            in \(Magnitude.duration(seconds))\(speed)
            """
    }

    private func rejects(_ count: Int64) -> String {
        "\(Magnitude.grouped(count)) \(count == 1 ? "reject" : "rejects")"
    }

    private func rows(_ count: Int64) -> String { "\(Magnitude.grouped(count)) \(count == 1 ? "row" : "rows")" }
}

extension FileResult {
    /// All rows that were seen of the file were rejected.
    var isRejectedWhole: Bool { outcome == .loaded && storedInFile == 0 && rejectedInFile > 0 }
}
