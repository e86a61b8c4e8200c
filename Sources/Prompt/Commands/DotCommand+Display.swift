import Reports
import Tabular

extension DotCommand {
    static let mode: DotCommand = DotCommand(
        name: ".mode", usage: "[MODE [TABLE]]", summary: "the form of results: \(OutputFormatName.list)",
        detail: "`.mode insert TABLE` names the table of the insert statements. `\\x` goes to line and back.",
        arguments: [.oneOf(OutputFormatName.allCases.map(\.rawValue))], count: 0...2
    ) { session, call in
        guard let word = call.words.first else { return session.tell("mode \(session.settings.format.rawValue)") }
        guard let format = OutputFormatName(rawValue: word.lowercased()) else {
            throw PromptError.wrongValue(command: ".mode", value: word, expected: OutputFormatName.list)
        }
        if call.words.count == 2 {
            guard format == .insert else {
                throw PromptError.wrongArguments(command: ".mode", usage: DotCommand.mode.usageLine)
            }
            session.settings.insertTable = call.words[1]
        }
        session.settings.format = format
    }

    static let expanded = DotCommand(
        name: ".expanded", aliases: ["\\x"], summary: "one line per value, and back to a table"
    ) { session, _ in
        session.settings.format = session.settings.format == .line ? .table : .line
        session.tell("mode \(session.settings.format.rawValue)")
    }

    static let width = DotCommand(
        name: ".width", usage: "[NUMBER …]", summary: "widths of the columns of a table; 0 or none fits them",
        count: 0...Int.max
    ) { session, call in
        session.settings.columnWidths = try call.words.map { try number($0, ".width", "numbers") }
    }

    static let maxrows = DotCommand(
        name: ".maxrows", usage: "NUMBER | all", summary: "rows of a table that are shown where there is no pager",
        arguments: [.oneOf(["all", "40"])], count: 1...1
    ) { session, call in
        session.settings.maximumRows =
            call.words[0] == "all" ? nil : max(1, try number(call.words[0], ".maxrows", "a number or all"))
    }

    static let nullvalue = DotCommand(
        name: ".nullvalue", usage: "TEXT", summary: "what stands for a null in a table", count: 1...1
    ) { session, call in session.settings.nullText = call.words[0] }

    static let thousands = DotCommand(
        name: ".thousands", usage: "on | off", summary: "commas between thousands in a table of the terminal",
        arguments: [.onOff], count: 0...1
    ) { session, call in try session.setSwitch(call, \.groupsThousands) }

    static let digits = DotCommand(
        name: ".digits", usage: "NUMBER | all",
        summary: "digits of a real in a table of the terminal (6); files and pipes have all",
        arguments: [.oneOf(["all", "6"])], count: 1...1
    ) { session, call in
        session.settings.realDigits =
            call.words[0] == "all" ? nil : min(17, max(1, try number(call.words[0], ".digits", "a number or all")))
    }

    static let pager = DotCommand(
        name: ".pager", usage: "on | off | COMMAND", summary: "what shows results that are longer than the screen",
        detail: "At the start it is $CULTIVAR_PAGER, $PAGER or less.", arguments: [.onOff], count: 1...Int.max
    ) { session, call in
        switch call.rest {
        case "on": session.pager = Pager.commandLine(session.environment)
        case "off": session.pager = nil
        default: session.pager = call.rest
        }
    }

    private static func number(_ word: String, _ command: String, _ expected: String) throws -> Int {
        guard let number = Int(word), (0...1_000_000).contains(number) else {
            throw PromptError.wrongValue(command: command, value: word, expected: expected)
        }
        return number
    }
}

extension OutputFormatName {
    /// All of them, for a sentence.
    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension Session {
    /// Turns a setting on or off, or toggles it without an argument.
    func setSwitch(_ call: DotCommandCall, _ setting: WritableKeyPath<Settings, Bool>) throws {
        switch call.words.first?.lowercased() {
        case nil: settings[keyPath: setting].toggle()
        case "on": settings[keyPath: setting] = true
        case "off": settings[keyPath: setting] = false
        default: throw PromptError.wrongValue(command: call.name, value: call.words[0], expected: "on or off")
        }
        if call.words.isEmpty { tell("\(call.name) \(settings[keyPath: setting] ? "on" : "off")") }
    }
}
