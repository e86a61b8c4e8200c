/// Recognises JSON and CSV by the file's name, else by its first character.
enum FormatDetection {
    /// The extension of `name` in lower case, ignoring extensions of compressed files.
    static func fileExtension(_ name: String) -> String {
        var parts = name.split(separator: "/").last.map { $0.split(separator: ".").map { $0.lowercased() } } ?? []
        if let last = parts.last, parts.count > 1, ["gz", "zst", "gzip", "zstd"].contains(last) { parts.removeLast() }
        return parts.count > 1 ? parts[parts.count - 1] : ""
    }
}
