import Foundation
import Warehouse

/// Checks whether the files of a folder are those that its manifest names, and whether a store still gives them.
public struct ReportVerification {
    /// The differences, one sentence each; empty if there are none.
    public private(set) var differences: [String] = []
    /// The files that are as the manifest has them.
    public private(set) var fileCount = 0
    /// The files that the store reproduces byte by byte; nil if no store was read.
    public private(set) var recomputedCount: Int?

    private let folder: String
    private let manifest: Manifest
    /// Files in the folder that the manifest does not name, by name.
    public private(set) var unnamed: [String] = []
    /// The bytes of the files that are there.
    private var found: [String: [UInt8]] = [:]

    /// Compares the files with the hashes in the manifest.
    ///
    /// - Throws: `ReportFolderError`.
    public init(folder: String) throws {
        self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        manifest = try Manifest.read(from: self.folder)
        for output in manifest.outputs {
            guard let data = FileManager.default.contents(atPath: "\(self.folder)/\(output.file)") else {
                differences.append("\(output.file) is not there any more")
                continue
            }
            let file = ReportFile(name: output.file, bytes: [UInt8](data))
            found[file.name] = file.bytes
            if file.output(run: output.request) == output {
                fileCount += 1
            } else {
                differences.append("\(file.name) was changed since it was written")
            }
        }
        try findUnnamedFiles()
    }

    /// A file that is named like a table of a report and is in no manifest is a difference; other files may be there.
    private mutating func findUnnamedFiles() throws {
        let named = Set(manifest.outputs.map(\.file) + [Manifest.fileName])
        let tables = Set(try ReportCatalogue.embedded().flatMap { report in report.tables.map(report.fileName) })
        let endings = Set(ReportFileFormat.allCases.compactMap(\.ending) + ["vl.json", "svg", "pdf", "png"])
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        for file in files where !named.contains(file) {
            let stem = file.prefix { $0 != "." }
            if tables.contains(String(stem)), endings.contains(String(file.dropFirst(stem.count + 1))) {
                differences.append("\(file) is named like a table, and the manifest does not name it")
            } else {
                unnamed.append(file)
            }
        }
    }

    /// Runs the reports again and compares their output with the files. Pictures are not drawn again; their
    /// specifications are compared.
    ///
    /// - Throws: `ReportError`, `ReportFolderError`, `SQLError`, `StoreError`.
    public mutating func recompute(on store: Store, version: String, citations: [String: String] = [:]) throws {
        if manifest.cultivar != version {
            differences.append("the program is cultivar \(version), and cultivar \(manifest.cultivar) wrote the files")
        }
        let fingerprint = try store.contentFingerprint()
        if manifest.store.fingerprint != fingerprint {
            differences.append("the store is \(fingerprint), and the files are of store \(manifest.store.fingerprint)")
        }
        try compareDefinitions(with: store)
        recomputedCount = 0
        for (index, request) in manifest.requests.enumerated() {
            try recompute(request, run: index + 1, on: store, version: version, citations: citations)
        }
    }

    /// The stage map, the profiles and the reference tables.
    private mutating func compareDefinitions(with store: Store) throws {
        let definitions = try Manifest.Source(store).definitions
        for definition in definitions where !manifest.store.definitions.contains(definition) {
            differences.append("\(definition.kind.rawValue) \(definition.name) is another one than the files are of")
        }
    }

    private mutating func recompute(
        _ request: Manifest.Request, run: Int, on store: Store, version: String, citations: [String: String]
    ) throws {
        let runner = ReportRunner(store: store, parameters: request.parameters.mapValues(ParameterValue.parse))
        var reports = try request.reports.flatMap(ReportCatalogue.reports(named:))
        reports =
            reports.count > 1
            ? try runner.selecting(reports).runnable : try reports.map { try runner.answerable($0).report }
        let files = try runner.files(
            of: reports, asked: request.reports, omitted: [],
            options: try options(of: request, version: version, citations: citations))
        var again: [ReportFile] = []
        for result in files.results {
            again += try files.tables(of: result) + [files.specification(of: result)].compactMap(\.self)
        }
        again += [files.page { found["\($0).svg"].map { String(decoding: $0, as: UTF8.self) } }, files.citations]
            .compactMap(\.self)
        for file in again { compare(file, run: run) }
    }

    private mutating func compare(_ file: ReportFile, run: Int) {
        // A later run wrote the file.
        if let output = manifest.outputs.first(where: { $0.file == file.name }), output.request != run { return }
        guard let bytes = found[file.name] else {
            let isNamed = manifest.outputs.contains { $0.file == file.name }
            if !isNamed { differences.append("the store gives \(file.name), which the manifest does not name") }
            return
        }
        if bytes == file.bytes {
            recomputedCount = (recomputedCount ?? 0) + 1
        } else {
            differences.append(
                "\(file.name): the store gives another one, from line \(Self.firstLine(bytes, file.bytes)) on")
        }
    }

    /// The first line in which they differ, from 1.
    private static func firstLine(_ one: [UInt8], _ other: [UInt8]) -> Int {
        let same = zip(one, other).prefix { $0 == $1 }
        return 1 + same.reduce(0) { $0 + ($1.0 == UInt8(ascii: "\n") ? 1 : 0) }
    }

    private func options(
        of request: Manifest.Request, version: String, citations: [String: String]
    ) throws -> ReportFileOptions {
        let formats = try request.formats.map { name in
            guard let format = ReportFileFormat(rawValue: name) else {
                throw ReportFolderError.unknownFormat(path: "\(folder)/\(Manifest.fileName)", format: name)
            }
            return format
        }
        var options = ReportFileOptions(
            formats: formats, usesSIUnits: request.siunitx, hasByteOrderMark: request.bom, version: version,
            citations: citations)
        options.columns = request.columns
        options.width = request.width.flatMap(PrintedWidth.init)
        return options
    }
}
