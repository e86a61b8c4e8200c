import Foundation
import Parquet
import Readers

/// Reads the beginning of a file on demand, and at most once for each way of reading it.
final class FileFields {
    let file: InputFile
    private let source: RecordedSource?
    private var descriptions: [ReaderOptions: Readers.FileDescription] = [:]
    /// Why the file cannot be read in any format; from then on nothing is known of it.
    private var failure: ReadError?

    /// - Parameter source: what a stream is read through.
    init(file: InputFile, source: RecordedSource?) {
        self.file = file
        self.source = file.isStream ? source : nil
        failure = file.failure
    }

    /// What the first records look like.
    ///
    /// - Throws: `ReadError`.
    func description(_ options: ReaderOptions = ReaderOptions()) throws -> Readers.FileDescription {
        if let failure { throw failure }
        let options = file.reading.applied(to: options)
        if let description = descriptions[options] { return description }
        do {
            let description = try FileProbe.describe(source: open(), options: options)
            descriptions[options] = description
            return description
        } catch let error as ReadError {
            // If a second try succeeded, one file would get two mappings.
            if error.isOfSystem { failure = error }
            throw error
        }
    }

    /// A source of the file from its beginning.
    func open() throws -> any ByteSource {
        guard let source else { return try FileSource(path: file.fullPath) }
        source.rewind()
        return source
    }

    /// Whether the file has fields, or objects, at all of the paths.
    ///
    /// - Throws: `ReadError` if the system does not give the bytes, so that their format is unknown. A file that cannot
    ///   be read in a profile's format does not match the profile.
    func has(all paths: [String], options: ReaderOptions) throws -> Bool {
        let description: Readers.FileDescription
        do {
            description = try self.description(options)
        } catch let error as ReadError where !error.isOfSystem {
            return false
        }
        let known = Set(description.fields.map { String($0.path.description.replacing("[]", with: "")) })
        return paths.allSatisfy { path in known.contains(path) || known.contains { $0.hasPrefix(path + ".") } }
    }

    /// The columns of a file that has the same ones in each row; nil for JSON.
    func columnNames(_ options: ReaderOptions) throws -> [String]? { try description(options).csv?.columnNames }
}

extension InputFile {
    /// Whether the name is that of a format that holds data.
    var hasDataName: Bool {
        let parts = path.lowercased().split(separator: "/").last?.split(separator: ".") ?? []
        let bare = parts.last.map { ["gz", "zst", "zstd"].contains($0) } == true ? parts.dropLast() : parts[...]
        let endings = ["json", "jsonl", "ndjson", "csv", "tsv"] + FileFormat.columnarEndings
        return bare.count > 1 && endings.contains { $0 == bare.last ?? "" }
    }

    /// The name of a data set without a given name: that of the folder, else that of the file without its extensions.
    var dataset: String {
        if isStandardInput || isDescriptor { return "stdin" }
        let name = folder.map { URL(fileURLWithPath: $0).standardizedFileURL.lastPathComponent }
        let own = fullPath.split(separator: "/").last?.split(separator: ".").first.map(String.init)
        return FileName.shown(name ?? own ?? "data")
    }

    /// Whether the path is that of an open descriptor, as `<(…)` gives it: its last part is a meaningless number.
    private var isDescriptor: Bool {
        kind == .stream && ["/dev/fd/", "/proc/self/fd/", "/dev/stdin"].contains { location.hasPrefix($0) }
    }
}

extension ReadError {
    /// The system did not give the bytes, so their format is not known.
    var isOfSystem: Bool {
        switch self {
        case .cannotOpen, .readFailed: return true
        case .parquet(let error):
            switch error.problem {
            case .cannotOpen, .readFailed: return true
            default: return false
            }
        case .columns(_, let isOfSystem): return isOfSystem
        default: return false
        }
    }
}
