import Foundation
import Readers

/// Looks at the beginning of a file when someone wants to know, and at most once for each way of reading it.
final class FileFields {
    let file: InputFile
    private let source: RecordedSource?
    private var descriptions: [ReaderOptions: Readers.FileDescription] = [:]

    /// - Parameter source: what standard input is read through.
    init(file: InputFile, source: RecordedSource?) {
        self.file = file
        self.source = file.isStandardInput ? source : nil
    }

    /// What the first records look like.
    ///
    /// - Throws: `ReadError`.
    func description(_ options: ReaderOptions = ReaderOptions()) throws -> Readers.FileDescription {
        let options = file.reading.applied(to: options)
        if let description = descriptions[options] { return description }
        let description = try FileProbe.describe(source: open(), options: options)
        descriptions[options] = description
        return description
    }

    /// A source of the file from its beginning.
    func open() throws -> any ByteSource {
        guard let source else { return try FileSource(path: file.fullPath) }
        source.rewind()
        return source
    }

    /// Whether the file has fields, or objects, at all of the paths.
    func has(all paths: [String], options: ReaderOptions) -> Bool {
        // A file that cannot be read in a profile's format is not of the profile.
        guard let description = try? description(options) else { return false }
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
        return bare.count > 1 && ["json", "jsonl", "ndjson", "csv", "tsv", "parquet"].contains(bare.last ?? "")
    }

    /// What a data set is called that nobody named: as the folder, else as the file without its endings.
    var dataset: String {
        if isStandardInput { return "stdin" }
        let name = folder.map { URL(fileURLWithPath: $0).standardizedFileURL.lastPathComponent }
        let own = fullPath.split(separator: "/").last?.split(separator: ".").first.map(String.init)
        return name ?? own ?? "data"
    }
}
