import ArgumentParser
import Foundation
import Ingest
import Reports
import Warehouse

/// Names that a shell completes.
enum CompletionNames {
    /// Reports and their tables.
    static var reports: CompletionKind {
        .custom { _, _, _ in
            let reports = (try? ReportCatalogue.embedded()) ?? []
            return ["all"] + reports.flatMap { report in report.tables.map(report.fileName(of:)) }
        }
    }

    static var profiles: CompletionKind {
        .custom { _, _, _ in ((try? ProfileLoader.shipped()) ?? []).map(\.name) }
    }

    /// The columns of the relations of the store that the words name; none if it cannot be opened.
    static var columns: CompletionKind {
        .custom { words, _, _ in
            let given = words.lastIndex(of: "--store").map { words.index(after: $0) }
            let path = given.flatMap { words.indices.contains($0) ? words[$0] : nil } ?? StoreOption.defaultPath
            guard let store = try? Store.open(at: path, access: .readOnly) else { return [] }
            var seen = Set<String>()
            let columns = store.relations.flatMap(\.columns).filter { !$0.isHidden }.map(\.name)
            return columns.filter { seen.insert($0).inserted }
        }
    }
}
