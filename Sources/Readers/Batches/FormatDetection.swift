/// Tells JSON from CSV by the file's name and else by its first character.
enum FormatDetection {
    static func detect(_ window: InputWindow, name: String) -> FileFormat {
        let kind = fileExtension(name)
        switch kind {
        case "csv", "tsv", "tab", "txt": return .csv
        case "json", "jsonl", "ndjson": break
        default: if !beginsLikeJSON(window) { return .csv }
        }
        return JSONLayout.detect(
            window, nameSaysLines: kind == "jsonl" || kind == "ndjson", limit: JSONLayout.longestFirstLine)
    }

    /// What follows the last dot of `name`, in lower case, the endings of compressed files left out.
    static func fileExtension(_ name: String) -> String {
        var parts = name.split(separator: "/").last.map { $0.split(separator: ".").map { $0.lowercased() } } ?? []
        if let last = parts.last, parts.count > 1, ["gz", "zst", "gzip", "zstd"].contains(last) { parts.removeLast() }
        return parts.count > 1 ? parts[parts.count - 1] : ""
    }

    private static func beginsLikeJSON(_ window: InputWindow) -> Bool {
        var position = 0
        while true {
            position = ByteScan.skipSpace(window.text, from: position, count: window.count)
            if position < window.count { break }
            if !window.fillOnce() { return false }
        }
        return window.text[position] == UInt8(ascii: "{") || window.text[position] == UInt8(ascii: "[")
    }
}
