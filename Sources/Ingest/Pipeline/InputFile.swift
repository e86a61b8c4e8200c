import Foundation

/// A file that a call is to load.
public struct InputFile: Sendable, Hashable {
    /// What messages and the store call it: as it was given, or the folder as given and the way below it.
    public var path: String
    /// The folder whose content is ingested, where it was found in one.
    public var folder: String?
    /// How it is written, as far as the call says.
    public var reading = ReadingOverride()

    public var isStandardInput: Bool { path == "-" }

    /// The path from the root of the file system, which patterns and captures of profiles are matched with.
    public var fullPath: String { URL(fileURLWithPath: path).standardizedFileURL.path }

    /// Where look-up files are searched: beside the file and in the folders above it, up to the one that is ingested,
    /// at least three.
    public var lookUpFolders: [String] {
        var folders: [String] = []
        let top = folder.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
        var next = URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent()
        var reachedTop = top == nil
        while next.path != "/", folders.count < 3 || !reachedTop {
            folders.append(next.path)
            reachedTop = reachedTop || next.path == top
            next.deleteLastPathComponent()
        }
        return folders
    }

    /// The size on disk; nil for standard input, and where there is no such file.
    public var byteCount: Int64? {
        guard !isStandardInput else { return nil }
        return (try? FileManager.default.attributesOfItem(atPath: fullPath)[.size] as? NSNumber)?.int64Value
    }
}

extension InputFile {
    /// The files that the arguments of a call name: files, folders with all that is below them, patterns, and `-` for
    /// standard input. Hidden files are left out; the order is that of the arguments, in a folder that of the names.
    ///
    /// - Throws: `IngestError.notFound`.
    public static func files(for arguments: [String]) throws -> [InputFile] {
        try arguments.flatMap(files(for:))
    }

    private static func files(for argument: String) throws -> [InputFile] {
        if argument == "-" { return [InputFile(path: "-")] }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) {
            return isFolder.boolValue ? files(below: argument) : [InputFile(path: argument)]
        }
        let matches = files(matching: argument)
        if matches.isEmpty { throw IngestError.notFound(argument) }
        return matches
    }

    private static func files(below folder: String) -> [InputFile] {
        // The enumerator does not follow a link, not even the one it is given.
        let target = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
        let enumerator = FileManager.default.enumerator(
            at: target, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        let root = target.standardizedFileURL.path
        let below = (enumerator?.allObjects ?? []).compactMap { ($0 as? URL)?.standardizedFileURL }
            .filter { !$0.hasDirectoryPath }
            .map { String($0.path.dropFirst(root.count).drop { $0 == "/" }) }
        return below.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .map { InputFile(path: prefix + $0, folder: folder) }
    }

    /// The files that a pattern matches which the shell has left as it is: those below its part without wildcards.
    private static func files(matching pattern: String) -> [InputFile] {
        let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
        let fixed = parts.prefix { part in !part.contains { "*?".contains($0) } }
        guard fixed.count < parts.count else { return [] }
        let folder = fixed.isEmpty ? "." : fixed == [""] ? "/" : fixed.joined(separator: "/")
        let tail = PathPattern(parts.dropFirst(fixed.count).joined(separator: "/"))
        return files(below: folder).compactMap { file in
            let below = file.path.dropFirst(folder.count).drop { $0 == "/" }
            guard tail.matchesWhole(String(below)) else { return nil }
            return InputFile(path: fixed.isEmpty ? String(below) : file.path)
        }
    }
}
