import Foundation
import Ingest
import Readers
import Reports
import SQLite
import Tabular
import Warehouse

/// The files that rejected records are written to: one for each file that was loaded.
final class RejectFiles {
    /// The outputs that took their names, by the path of their input.
    private(set) var paths: [String: String] = [:]
    private let target: String
    private let isFolder: Bool
    /// Inputs and store, which are not written over.
    private let inUse: [FilesInUse.Entry]
    private var names: Set<String> = []

    /// - Throws: `RejectFilesError`, and the error if the folder cannot be made.
    init(path: String, inputs: [String], store: Store) throws {
        var isThere: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isThere)
        isFolder = path.hasSuffix("/") || (exists && isThere.boolValue)
        target = isFolder && !path.hasSuffix("/") ? path + "/" : path
        guard isFolder || Set(inputs).count == 1 else {
            throw RejectFilesError.severalInputs(path, count: Set(inputs).count)
        }
        inUse = try store.loadedFilesInUse()
        if isFolder { try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true) }
    }

    /// Begins the output of an input.
    ///
    /// - Throws: `OutputError`.
    func begin(_ file: RejectedFile, _ form: RecordExtract.Form) throws -> any RejectOutput {
        let path = isFolder ? target + name(of: file.path, form) : target
        let sink: any TextSink =
            path == "-" ? FileDescriptorSink.standardOutput() : try AtomicFile(path: path)
        return RejectFile(sink) { [self] in paths[file.path] = path }
    }

    /// The name of the input without the extension of its compression, and with that of its format.
    private func name(of path: String, _ form: RecordExtract.Form) -> String {
        var name = String(path.split(separator: "/").last ?? "rejects")
        for ending in [".gz", ".gzip", ".zst", ".zstd"] where name.lowercased().hasSuffix(ending) {
            name.removeLast(ending.count)
        }
        var ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        let stem = String(name.dropLast(ending.count))
        switch form {
        case .lines, .csv: break
        case .values, .table, .columns: ending = ".jsonl"
        }
        var unique = stem + ending
        var number = 2
        while !names.insert(unique).inserted {
            unique = "\(stem)-\(number)\(ending)"
            number += 1
        }
        return unique
    }
}

/// A file of rejected records that is being written.
private final class RejectFile: RejectOutput {
    private let sink: any TextSink
    private let whenWhole: () -> Void

    init(_ sink: any TextSink, whenWhole: @escaping () -> Void) {
        self.sink = sink
        self.whenWhole = whenWhole
    }

    func write(_ bytes: [UInt8]) throws { try sink.write(bytes) }

    func commit() throws {
        try (sink as? AtomicFile)?.commit()
        whenWhole()
    }
}

enum RejectFilesError: Error, CustomStringConvertible {
    case severalInputs(String, count: Int)

    var description: String {
        switch self {
        case .severalInputs(let path, let count):
            "--out \(path) is one file, and \(count) files have such rejects: name a folder, \(path)/, or one of them by --file."
        }
    }
}
