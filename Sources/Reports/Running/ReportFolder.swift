import Digests
import Foundation
import Warehouse

/// A folder that takes what reports say: tables, figures, a page, and a manifest of where it is all from.
public struct ReportFolder {
    /// One file that was written.
    public struct File: Sendable, Equatable {
        public var path: String
        /// Of a table; nil for what is no table.
        public var rows: Int?
        /// What it means that the table has no rows, where its header says it.
        public var emptiness: String?
    }

    /// What was written.
    public struct Contents: Sendable {
        public var files: [File]
        /// Why figures are specifications only; nil where they are drawn, or no picture was asked for.
        public var undrawn: FigureRenderer.Failure?
    }

    private let path: String
    private let formats: [ReportFileFormat]
    private let usesSIUnits: Bool
    private let renderer: FigureRenderer

    /// - Parameters:
    ///   - formats: what is written; the manifest always is.
    ///   - usesSIUnits: numbers in LaTeX as `\num{…}`.
    public init(
        path: String, formats: [ReportFileFormat] = ReportFileFormat.evidence, usesSIUnits: Bool = false,
        renderer: FigureRenderer = FigureRenderer()
    ) {
        self.path = path
        self.formats = formats
        self.usesSIUnits = usesSIUnits
        self.renderer = renderer
    }

    /// Runs the reports and writes `NAME.csv`, `NAME-part.tex`, `NAME.svg`, …, `index.html` and `manifest.json`; the folder is
    /// made where it is absent. Nothing is written before all reports have run, and each file takes its name when it is
    /// whole: a report that fails leaves what stood there before.
    ///
    /// - Parameters:
    ///   - omitted: the reports that were asked for and left out, for the manifest.
    ///   - source: what the manifest says of store and program.
    /// - Throws: `ReportError`, `OutputError`; `SQLError`.
    public func write(
        _ reports: [ReportDefinition], with runner: ReportRunner, omitted: [ReportRunner.Omission] = [],
        version: String
    ) throws -> Contents {
        let results = try reports.flatMap { report in
            try report.tables.map { try runner.result(of: $0, in: report) }
        }
        var manifest = try runner.manifest(
            of: results, omitted: omitted, formats: formats, usesSIUnits: usesSIUnits, version: version)
        try makeFolder()
        var contents = Contents(files: [], undrawn: nil)
        for result in results { try writeTable(result, manifest.provenance(of: result), into: &contents) }
        let specifications = try writeFigures(of: results, into: &contents)
        if formats.contains(.html) {
            let page = HTMLPage(
                title: "Reports", provenance: manifest.provenance,
                entries: try results.map {
                    HTMLPage.Entry(result: $0, figure: try drawing($0, specifications, contents))
                })
            try write(page.text, to: "index.html", into: &contents)
        }
        manifest.outputs = try contents.files.map { file in
            let bytes = try Data(contentsOf: URL(filePath: file.path))
            return Manifest.Output(
                file: URL(filePath: file.path).lastPathComponent, sha256: ContentHash.of([UInt8](bytes)))
        }
        try write(try manifest.json(), to: Manifest.fileName, into: &contents)
        return contents
    }

    private func writeTable(_ result: ReportResult, _ provenance: [String], into contents: inout Contents) throws {
        for format in formats {
            guard let ending = format.ending,
                let text = result.text(as: format, provenance: provenance, usesSIUnits: usesSIUnits)
            else { continue }
            try write(text, to: "\(result.name).\(ending)", of: result, into: &contents)
        }
    }

    // MARK: - Figures

    /// - Returns: the names of the tables that have a figure.
    private func writeFigures(of results: [ReportResult], into contents: inout Contents) throws -> Set<String> {
        guard formats.contains(where: \.isFigure) else { return [] }
        var drawn: [String] = []
        for result in results {
            guard let figure = result.figure else { continue }
            try write(figure.specification, to: "\(result.name).vl.json", into: &contents)
            drawn.append(result.name)
        }
        do {
            let pictures = try renderer.render(
                drawn.map { file("\($0).vl.json") }, as: formats.compactMap(\.picture))
            contents.files += pictures.map { File(path: $0) }
        } catch let failure as FigureRenderer.Failure {
            contents.undrawn = failure
        }
        return Set(drawn)
    }

    /// The picture of a table for the page.
    private func drawing(
        _ result: ReportResult, _ specifications: Set<String>, _ contents: Contents
    ) throws -> String? {
        guard formats.contains(.svg), specifications.contains(result.name), contents.undrawn == nil else { return nil }
        return try String(contentsOfFile: file("\(result.name).svg"), encoding: .utf8)
    }

    // MARK: - Files

    private func write(_ text: String, to name: String, of result: ReportResult? = nil, into contents: inout Contents)
        throws
    {
        let file = try AtomicFile(path: self.file(name))
        try file.write(Array(text.utf8))
        try file.commit()
        contents.files.append(
            File(path: self.file(name), rows: result?.rows.count, emptiness: result?.table.emptiness))
    }

    private func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    private func makeFolder() throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputError.cannotWrite(path: path, reason: "the folder cannot be made: \(OutputError.reason(errno))")
        }
    }
}
