extension FormatDetection {
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
