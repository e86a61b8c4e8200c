extension DotCommand {
    /// Commands that run programs, write files, or read files other than the store.
    private static let outside: Set<String> = [
        DotCommand.shell, .output, .once, .export, .save, .edit, .read, .open, .table, .pager,
    ].reduce(into: []) { $0.insert($1.name) }

    /// Options of reports that do so.
    private static let outsideOptions = ["--out", "--table", "--store"]

    /// Whether a call of the command reaches outside of the store.
    func isOutside(_ call: DotCommandCall) -> Bool {
        if DotCommand.outside.contains(name) { return true }
        guard name == DotCommand.report.name else { return false }
        // Names of reports come before the options; a path is a file by somebody else, and the others read folders.
        let names = call.words.prefix { !$0.hasPrefix("-") }
        return names.contains { $0.contains("/") || $0.contains(".") || ["diff", "verify"].contains($0) }
            || call.words.contains { word in
                DotCommand.outsideOptions.contains { word == $0 || word.hasPrefix($0 + "=") }
            }
    }
}
