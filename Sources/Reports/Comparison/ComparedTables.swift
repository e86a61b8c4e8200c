import Foundation
import SQLite
import Warehouse

/// All tables of one side of a comparison.
public struct ComparedTables {
    let tables: [ComparedTable]

    /// Runs the reports whose requirements the store meets.
    ///
    /// - Throws: `ReportError`.
    public init(of store: Store, reports: [ReportDefinition], parameters: [String: SQLValue]) throws {
        let runner = ReportRunner(store: store, parameters: parameters)
        tables = try runner.results(of: runner.selecting(reports).runnable).map(ComparedTable.init)
    }

    /// Reads the CSV files of a folder, in the order of the reports; other files come last, if all are wanted.
    ///
    /// - Throws: `ReportFolderError`.
    public init(inFolder folder: String, reports: [ReportDefinition], areAll: Bool) throws {
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
        guard !files.isEmpty else { throw ReportFolderError.noTables(path: folder) }
        var definitions: [(name: String, table: ReportTable?)] = []
        for report in reports {
            for table in report.tables { definitions.append((report.fileName(of: table), table)) }
        }
        let known = definitions.filter { files.contains($0.name) }
        let unknown = files.filter { name in areAll && !definitions.contains { $0.name == name } }
        tables = try (known + unknown.map { ($0, nil) }).map { name, table in
            try ComparedTable(name: name, csv: "\(folder)/\(name).csv", of: table)
        }
    }
}
