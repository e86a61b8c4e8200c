import Foundation
import Reports
import Tabular
import Warehouse

extension DotCommand {
    static let timer = DotCommand(
        name: ".timer", aliases: ["\\timing"], usage: "[on | off]", summary: "how long each statement takes",
        arguments: [.onOff], count: 0...1
    ) { session, call in try session.setSwitch(call, \.showsTimes) }

    static let echo = DotCommand(
        name: ".echo", usage: "[on | off]", summary: "show each statement as it is run, short forms in full",
        arguments: [.onOff], count: 0...1
    ) { session, call in try session.setSwitch(call, \.echoes) }

    static let parameter = DotCommand(
        name: ".param", aliases: [".parameter"], usage: "set NAME VALUE | list | clear [NAME]",
        summary: "values of :name in statements",
        detail: """
            .param set c Peru
            select place, sum(n) from places where country = :c group by place;
            A value is null, a number, 'quoted' or plain text.
            """,
        arguments: [.oneOf(["set", "list", "clear"])], count: 1...Int.max
    ) { session, call in try session.setParameter(call) }

    static let edit = DotCommand(
        name: ".edit", aliases: ["\\e"], usage: "[FILE]",
        summary: "edit the last statement, or a file, in $VISUAL or $EDITOR, and run it", arguments: [.file],
        count: 0...1
    ) { session, call in try session.edit(call.words.first) }

    static let history = DotCommand(
        name: ".history", usage: "[NUMBER]", summary: "the last entries of the history (20)", count: 0...1
    ) { session, call in
        let count = call.words.first.flatMap { Int($0) } ?? 20
        try session.show((HistoryFile.ofUser()?.entries() ?? []).suffix(max(0, count)))
    }
}

extension Session {
    fileprivate func setParameter(_ call: DotCommandCall) throws {
        let words = call.words
        switch (words[0].lowercased(), words.count) {
        case ("set", 3...):
            let name = String(words[1].drop { ":$@".contains($0) })
            // The value as it was typed, so that '12' in quotes is a text.
            let value = call.rest.dropFirst(words[0].count).trimmingBlanks.dropFirst(words[1].count).trimmingBlanks
            settings.parameters[name] = ParameterValue.parse(value.droppingSemicolon)
        case ("list", 1):
            try show(
                columns: ["name", "value"],
                rows: settings.parameters.sorted { $0.key < $1.key }.map { [.text(":\($0.key)"), $0.value] })
        case ("clear", 1): settings.parameters = [:]
        case ("clear", 2): settings.parameters[String(words[1].drop { ":$@".contains($0) })] = nil
        default: throw PromptError.wrongArguments(command: ".param", usage: DotCommand.parameter.usageLine)
        }
    }

    fileprivate func edit(_ given: String?) throws {
        guard editor != nil else { throw PromptError.needsTerminal(command: ".edit") }
        let path =
            given ?? FileManager.default.temporaryDirectory.appending(path: "cultivar-\(UUID().uuidString).sql").path
        defer { if given == nil { try? FileManager.default.removeItem(atPath: path) } }
        if given == nil {
            try FileDescriptorSink(creating: path).write(Array(((lastStatement ?? "") + "\n").utf8))
        }
        let program = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
        let quotedPath = "'" + path.replacing("'", with: "'\\''") + "'"
        let code = try ShellProcess("\(program) \(quotedPath)", takesInput: false).closeAndWait()
        guard code == 0 else { throw PromptError.programFailed(program: program, code: code) }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw PromptError.cannotRead(path: path, reason: "it is no UTF-8 text")
        }
        editor?.keep(text)
        try screen.write([text.trimmingBlanks])
        try execute(text)
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String { String(self).trimmingBlanks }
}
