import Foundation

/// The Swift modules of the folder Sources.
struct SourceTree: Sendable {
    struct Module: Sendable {
        let name: String
        let files: [FolderArrows.File]

        /// The modules that its files import.
        var imports: Set<String> { files.reduce(into: []) { $0.formUnion($1.names.imported) } }
        var folders: Set<String> { Set(files.map(\.folder)) }
    }

    /// In the order of their names.
    let modules: [Module]

    /// - Parameter root: the folder whose folders are the modules.
    init(_ root: URL) throws {
        var files: [String: [FolderArrows.File]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) where path.hasSuffix(".swift") {
            let parts = path.split(separator: "/").map(String.init)
            guard parts.count > 1 else { continue }
            let folder = parts[1..<parts.count - 1].joined(separator: "/")
            let bytes = [UInt8](try Data(contentsOf: root.appending(path: path)))
            files[parts[0], default: []].append(
                FolderArrows.File(
                    folder: folder.isEmpty ? parts[0] : folder, names: SourceScanner.names(in: bytes)))
        }
        modules = files.keys.sorted().map { Module(name: $0, files: files[$0] ?? []) }
    }
}
