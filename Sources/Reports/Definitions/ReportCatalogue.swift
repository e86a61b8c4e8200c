import EmbeddedFiles
import Foundation
import Synchronization

/// The available reports: the built-in ones, and any SQL file of the user.
public enum ReportCatalogue {
    /// The reports of queries/, in the order of their registry.
    ///
    /// - Throws: `ReportFileError`.
    public static func embedded() throws -> [ReportDefinition] { try embedded { _ in true } }

    /// How many there are.
    static var embeddedCount: Int { EmbeddedFile.queries.count }

    /// Those whose name is wanted; the others are not parsed.
    private static func embedded(_ isWanted: (String) -> Bool) throws -> [ReportDefinition] {
        try EmbeddedFile.queries.compactMap { file in
            let name = reportName(ofFile: file.name)
            return isWanted(name) ? try parsed(file, name: name) : nil
        }
    }

    /// The files that were parsed, by name of the report: a run asks for some of them several times.
    private static let known = Mutex<[String: ReportDefinition]>([:])

    private static func parsed(_ file: EmbeddedFile, name: String) throws -> ReportDefinition {
        if let report = known.withLock({ $0[name] }) { return report }
        let report = try ReportHeaderParser(file: "queries/\(file.name)").parse(file.text, name: name)
        known.withLock { $0[name] = report }
        return report
    }

    /// The reports of a given name: `all` built-in ones, one of them, one table of one (`decay-source`), or the path of
    /// an SQL file.
    ///
    /// - Throws: `ReportError.unknownReport`, `ReportFileError`.
    public static func reports(named name: String) throws -> [ReportDefinition] {
        if name.hasSuffix(".sql") || name.contains("/") { return [try report(at: name)] }
        if name == "all" { return try embedded() }
        if let report = try embedded({ $0 == name }).first { return [report] }
        for report in try embedded({ name.hasPrefix("\($0)-") }) {
            if let part = report.keeping(tableNamed: name) { return [part] }
        }
        throw ReportError.unknownReport(name: name, known: EmbeddedFile.queries.map { reportName(ofFile: $0.name) })
    }

    /// The built-in reports that stand in for another one where a store lacks what it needs.
    ///
    /// - Throws: `ReportFileError`.
    static func standIns(for name: String) throws -> [ReportDefinition] {
        try standIns.map { try parsed($0, name: reportName(ofFile: $0.name)) }.filter { $0.replaces.contains(name) }
    }

    /// The files whose header says that they stand in for others.
    private static let standIns = EmbeddedFile.queries.filter { file in
        file.text.contains("-- \(ReportHeaderField.replaces.rawValue):")
    }

    /// The report in an SQL file.
    ///
    /// - Throws: `ReportFileError`.
    public static func report(at path: String) throws -> ReportDefinition {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            let reason =
                FileManager.default.fileExists(atPath: path) ? "it is no file of UTF-8 text" : "there is no such file"
            throw ReportFileError.unreadable(file: path, reason: reason)
        }
        return try ReportHeaderParser(file: path).parse(text, name: reportName(ofFile: path))
    }

    private static func reportName(ofFile path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.hasSuffix(".sql") ? String(file.dropLast(4)) : file
    }
}
