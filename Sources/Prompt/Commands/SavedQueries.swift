import Foundation
import Reports
import Tabular

/// The user's own queries: report files in a folder of the user's settings.
struct SavedQueries {
    let folder: String

    /// Nil if the user has no home.
    static func ofUser() -> SavedQueries? {
        UserFolder.configuration().map { SavedQueries(folder: $0 + "/queries") }
    }

    /// The file of a query; nil if there is none of that name.
    func path(of name: String) -> String? {
        guard SavedQueries.isName(name) else { return nil }
        let path = "\(folder)/\(name).sql"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Those that can be read, by name.
    func reports() -> [ReportDefinition] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".sql") }.sorted().compactMap { file in
            try? ReportCatalogue.report(at: "\(folder)/\(file)")
        }
    }

    /// Writes the file of a query, with the header that makes it a report.
    ///
    /// - Returns: its path.
    /// - Throws: `PromptError.wrongValue`, `.nameTaken`, `OutputError.cannotWrite`.
    func save(_ sql: String, columns: [String], as name: String) throws -> String {
        guard SavedQueries.isName(name) else {
            throw PromptError.wrongValue(
                command: ".save", value: name, expected: "a name of small letters, digits and hyphens")
        }
        let path = "\(folder)/\(name).sql"
        guard !FileManager.default.fileExists(atPath: path) else { throw PromptError.nameTaken(name, path: path) }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw OutputError.cannotWrite(path: folder, reason: "the folder cannot be made")
        }
        try FileDescriptorSink(creating: path).write(Array(SavedQueries.file(sql, columns: columns, name: name).utf8))
        return path
    }

    private static func file(_ sql: String, columns: [String], name: String) -> String {
        // If a header cannot have the name, the table stays undescribed, which is allowed.
        let isDescribed = columns.allSatisfy { $0.wholeMatch(of: /[\p{L}\p{N}_]+/) != nil }
        let lines = isDescribed ? columns.map { "-- column: \($0): what it is\n" } : []
        return """
            -- title: \(name)
            -- question: what it answers
            \(lines.joined())\(sql.droppingSemicolon);

            """
    }

    static func isName(_ name: String) -> Bool { name.wholeMatch(of: /[a-z0-9][a-z0-9_-]*/) != nil }
}
