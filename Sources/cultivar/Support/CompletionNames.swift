import ArgumentParser
import Foundation
import Ingest
import Reports
import Warehouse

/// Names that a shell completes.
enum CompletionNames {
    /// Reports and their tables.
    static var reports: CompletionKind {
        .custom { _, _, begun in
            let reports = (try? ReportCatalogue.embedded()) ?? []
            return ["all"] + reports.flatMap { report in report.tables.map(report.fileName(of:)) } + files(begun)
        }
    }

    static var profiles: CompletionKind {
        .custom { _, _, begun in ((try? ProfileLoader.shipped()) ?? []).map(\.name) + files(begun) }
    }

    /// The files whose path begins so, folders with a slash at their end; none for a word without a slash, which is the
    /// name of a report or profile.
    private static func files(_ begun: String) -> [String] {
        guard let slash = begun.lastIndex(of: "/") else { return [] }
        let folder = String(begun[...slash])
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { folder + $0 }.filter { $0.hasPrefix(begun) }.map { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
                ? path + "/" : path
        }
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
