/// Completion in the line of a dot command.
struct CommandCompleter {
    let catalogue: PromptCatalogue
    let files: (_ folder: String) -> [String]

    /// - Parameter line: up to the cursor.
    func completion(of line: String) -> Completion {
        let blanks = line.prefix { $0.isWhitespace }.utf8.count
        let end = line.utf8.count
        let parts = line.dropFirst(line.prefix { $0.isWhitespace }.count).split(
            omittingEmptySubsequences: true, whereSeparator: \.isWhitespace
        ).map(String.init)
        let endsWord = line.last?.isWhitespace ?? false
        guard parts.count > 1 || endsWord else {
            let typed = parts.first ?? ""
            let names = DotCommands.all.flatMap { typed.hasPrefix("\\") ? $0.aliases : [$0.name] }
            return completion(blanks..<end, names.filter { $0.hasPrefix(typed) }, kind: .command)
        }
        guard let command = DotCommands.named(parts[0]) else { return Completion(range: end..<end, candidates: []) }
        let typed = endsWord ? "" : parts.last ?? ""
        let position = parts.count - (endsWord ? 1 : 2)
        guard let argument = self.argument(command, at: position) else {
            return Completion(range: end..<end, candidates: [])
        }
        return candidates(for: argument, typed: typed, end: end)
    }

    private func argument(_ command: DotCommand, at position: Int) -> DotCommand.Argument? {
        if position < command.arguments.count { return command.arguments[position] }
        return command.repeatsLast ? command.arguments.last : nil
    }

    private func candidates(for argument: DotCommand.Argument, typed: String, end: Int) -> Completion {
        let range = (end - typed.utf8.count)..<end
        func matching(_ names: [String], _ kind: Completion.Candidate.Kind) -> Completion {
            completion(range, names.filter { $0.lowercased().hasPrefix(typed.lowercased()) }, kind: kind)
        }
        switch argument {
        case .relation: return matching(catalogue.relations.map(\.name), .relation)
        case .column:
            var seen = Set<String>()
            let names = catalogue.sampleRelations.flatMap(\.columns).map(\.name).filter { seen.insert($0).inserted }
            return matching(names, .column)
        case .report:
            let names = catalogue.reports().flatMap { report in
                [report.name] + report.parts.map { "\(report.name)-\($0)" }
            }
            return matching(["all"] + names, .report)
        case .onOff: return matching(["on", "off"], .argument)
        case .topic: return matching(HelpTopics.names(catalogue), .argument)
        case .oneOf(let words): return matching(words, .argument)
        case .file: return fileNames(typed, end: end)
        case .definition:
            guard let equals = typed.firstIndex(of: "=") else { return Completion(range: end..<end, candidates: []) }
            return fileNames(String(typed[typed.index(after: equals)...]), end: end)
        case .other: return Completion(range: end..<end, candidates: [])
        }
    }

    private func fileNames(_ typed: String, end: Int) -> Completion {
        let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
        let start = String(typed.dropFirst(folder.count))
        let names = files(folder).filter { $0.hasPrefix(start) }
        return completion((end - start.utf8.count)..<end, names, kind: .file)
    }

    private func completion(_ range: Range<Int>, _ names: [String], kind: Completion.Candidate.Kind) -> Completion {
        Completion(range: range, candidates: names.map { Completion.Candidate($0, kind: kind) })
    }
}
