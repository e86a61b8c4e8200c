import Foundation
import Tabular
import Warehouse

/// A folder with the output of reports: tables, figures, a page, and a manifest with the origin of everything.
public struct ReportFolder {
    /// The files that were written of one table, or of none.
    public struct Entry: Sendable, Equatable {
        /// At least one.
        public var paths: [String]
        /// Of the table; nil for anything that is not a table.
        public var rows: Int?
        /// What it means that the table has no rows, where its header says it.
        public var emptiness: String?
    }

    /// What was written.
    public struct Contents: Sendable {
        public var entries: [Entry]
        /// Why figures are specifications only; nil if they are drawn, or if no picture was requested.
        public var undrawn: FigureRenderer.Failure?
        /// Reports that read rows which lie outside the store, and are too many to be read one by one.
        public var refused: [ReportRunner.Omission] = []
        public var manifest: Manifest
    }

    private let path: String
    private let options: ReportFileOptions
    private let renderer: FigureRenderer

    public init(path: String, options: ReportFileOptions, renderer: FigureRenderer = FigureRenderer()) {
        self.path = path
        self.options = options
        self.renderer = renderer
    }

    /// Runs the reports and writes `NAME.csv`, `NAME-part.tex`, `NAME.svg`, …, `index.html` and `manifest.json`; the
    /// folder is made where it is absent. Nothing is written before all reports have run, and each file gets its name
    /// when it is complete. If a report fails, the previous files stay. The manifest is written last.
    ///
    /// Into a folder with a manifest further files are written beside the others, and the manifest then names them all.
    ///
    /// - Parameters:
    ///   - asked: the names of the reports as they were typed, for the manifest.
    ///   - omitted: the reports that were requested and left out, for the manifest.
    /// - Throws: `ReportError`, `ReportFolderError`, `OutputError`; `SQLError`.
    public func write(
        _ reports: [ReportDefinition], with runner: ReportRunner, asked: [String], omitted: [ReportRunner.Omission] = []
    ) throws -> Contents {
        let files = try runner.files(of: reports, asked: asked, omitted: omitted, options: options)
        let earlier = try earlierManifest()
        var manifest = files.manifest
        if let earlier, !options.replaces {
            manifest = try manifest.merged(into: earlier, writing: files.names, path: path)
        }
        try makeFolder()
        if let earlier {
            try remove(earlier.outputs.map(\.file).filter { name in !manifest.outputs.contains { $0.file == name } })
        }
        let run = manifest.run
        var contents = Contents(entries: [], undrawn: nil, refused: files.refused, manifest: manifest)
        var specifications: [String] = []
        for result in files.results {
            let tables = try files.tables(of: result)
            let figure = files.specification(of: result)
            specifications += figure.map { [file($0.name)] } ?? []
            manifest.outputs += try write(
                tables + [figure].compactMap(\.self), into: &contents, run: run)
            contents.entries[contents.entries.count - 1].rows = result.rows.count
            contents.entries[contents.entries.count - 1].emptiness = result.table.emptiness
        }
        // Tables that only the page has, or that have no figure if only figures are requested.
        contents.entries.removeAll(where: \.paths.isEmpty)
        let pictures = try draw(specifications, into: &contents)
        manifest.outputs += try pictures.map { try hashed($0, run: run) }
        let others = [files.page(picture: { picture(of: $0, among: pictures) }), files.citations]
        for other in others.compactMap(\.self) { manifest.outputs += try write([other], into: &contents, run: run) }
        contents.manifest = manifest
        _ = try write(
            [ReportFile(name: Manifest.fileName, text: manifest.json())], into: &contents, run: run)
        return contents
    }

    // MARK: - Figures

    /// - Returns: the paths of the pictures.
    private func draw(_ specifications: [String], into contents: inout Contents) throws -> [String] {
        var pictures: [String] = []
        do {
            pictures = try renderer.render(specifications, as: options.formats.compactMap(\.picture))
        } catch let failure as FigureRenderer.Failure {
            contents.undrawn = failure
            if case .notDrawn(_, let drawn) = failure { pictures = drawn }
        }
        for picture in pictures {
            let stem = FigureRenderer.stem(picture)
            let table = contents.entries.firstIndex { $0.paths.contains { FigureRenderer.stem($0) == stem } }
            if let table { contents.entries[table].paths.append(picture) }
        }
        return pictures
    }

    private func picture(of table: String, among pictures: [String]) -> String? {
        let path = file("\(table).svg")
        return pictures.contains(path) ? try? String(contentsOfFile: path, encoding: .utf8) : nil
    }

    private func hashed(_ path: String, run: Int) throws -> Manifest.Output {
        ReportFile(
            name: URL(filePath: path).lastPathComponent, bytes: [UInt8](try Data(contentsOf: URL(filePath: path)))
        )
        .output(run: run)
    }

    // MARK: - Files

    private func write(
        _ files: [ReportFile], into contents: inout Contents, run: Int
    ) throws -> [Manifest.Output] {
        for file in files {
            let target = try AtomicFile(path: self.file(file.name))
            try target.write(file.bytes)
            try target.commit()
        }
        contents.entries.append(Entry(paths: files.map { file($0.name) }))
        return files.map { $0.output(run: run) }
    }

    private func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    /// The manifest that the folder has; nil if there is none. With `replaces` a damaged one counts as none.
    private func earlierManifest() throws -> Manifest? {
        guard FileManager.default.fileExists(atPath: file(Manifest.fileName)) else { return nil }
        return options.replaces ? try? Manifest.read(from: path) : try Manifest.read(from: path)
    }

    /// Removes files of earlier runs. A name with a slash is of no file that a run wrote.
    private func remove(_ names: [String]) throws {
        for name in names where !name.contains("/") && FileManager.default.fileExists(atPath: file(name)) {
            guard unlink(file(name)) == 0 else {
                throw OutputError.cannotWrite(
                    path: file(name), reason: "it cannot be removed: \(OutputError.reason(errno))")
            }
        }
    }

    private func makeFolder() throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputError.cannotWrite(path: path, reason: "the folder cannot be made: \(OutputError.reason(errno))")
        }
    }
}

extension ReportRunner {
    /// Runs the reports to their ends.
    ///
    /// - Throws: `ReportError`, `SQLError`, `StoreError`.
    func files(
        of reports: [ReportDefinition], asked: [String], omitted: [Omission], options: ReportFileOptions
    ) throws -> ReportFiles {
        var results: [ReportResult] = []
        var refused: [Omission] = []
        for report in reports {
            do {
                results += try self.results(of: [report])
            } catch {
                // Of several reports, one that needs the rows does not stop the others.
                guard reports.count + omitted.count > 1, let refusal = store.refusalOfRows(in: error) else {
                    throw error
                }
                refused.append(Omission(report: report, reason: .lacking(report: report.name, what: refusal)))
            }
        }
        return ReportFiles(
            results: results, refused: refused,
            manifest: try manifest(of: results, asked: asked, omitted: omitted + refused, options: options),
            options: options)
    }

    /// All tables of reports.
    ///
    /// - Throws: `ReportError`.
    func results(of reports: [ReportDefinition]) throws -> [ReportResult] {
        try reports.flatMap { report in try report.tables.map { try result(of: $0, in: report) } }
    }
}
