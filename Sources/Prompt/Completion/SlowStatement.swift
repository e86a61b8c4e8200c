import LocalFacts
import Tabular

/// Why a statement took long, as the prompt says it.
enum SlowStatement {
    /// Faster ones need no remark.
    static let leastSeconds = 2.0
    private static let leastRows = 100_000
    private static let leastStarts = 1_000

    /// What made the statement slow and what to write instead; nil if nothing is known.
    static func remark(_ scans: [ScanStatistics], seconds: Double) -> String? {
        guard seconds >= leastSeconds else { return nil }
        if let asked = scans.max(by: { $0.startCount < $1.startCount }), asked.startCount >= leastStarts {
            return
                "Slow, because \(asked.relation) was asked \(Magnitude.grouped(Int64(asked.startCount))) times, once for "
                + "each row beside it. As `id in (select id from …)`, or counted by id in a sub-query, it is asked once."
        }
        guard let stepped = scans.filter({ !$0.isCollapsed }).max(by: { $0.resultCount < $1.resultCount }),
            stepped.resultCount >= leastRows
        else { return nil }
        let columns = stepped.columns.isEmpty ? "" : " (\(stepped.columns.joined(separator: ", ")))"
        return "Slow, because SQLite stepped through \(Magnitude.grouped(Int64(stepped.resultCount))) rows of "
            + "\(stepped.relation)\(columns). Counts by columns of tags are made in the scan: `.explain` shows what was "
            + "asked, docs/relations.md which forms are fast."
    }
}
