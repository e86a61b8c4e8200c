/// A command of the session itself, not of SQL. `.help` prints `all`.
struct DotCommand {
    enum Action {
        case help, tables, quit
    }

    var name: String
    var help: String
    var action: Action

    static let all = [
        DotCommand(name: ".help", help: "show this list", action: .help),
        DotCommand(name: ".tables", help: "list what a statement can read from", action: .tables),
        DotCommand(name: ".quit", help: "leave (so does the end of the input)", action: .quit),
    ]

    static func named(_ name: String) -> DotCommand? { all.first { $0.name == name } }

    static var helpText: String {
        let width = all.map(\.name.count).max() ?? 0
        return all.map { $0.name + String(repeating: " ", count: width - $0.name.count + 2) + $0.help + "\n" }.joined()
            + "Everything else is SQL; a statement ends with `;` and may have many lines.\n"
    }
}
