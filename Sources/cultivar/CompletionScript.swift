import ArgumentParser

/// The completion script of a shell. The generated script completes only `cultivar report run NAME`: it does not know
/// that `run` can be left out, as users do.
enum CompletionScript {
    /// A piece of the generated script and its replacement.
    private struct Edit {
        var found: String
        var written: String
    }

    /// The script that the arguments request; nil if they request none, or leave the shell to be guessed.
    static func requested(by arguments: some Collection<String>) -> String? {
        let words = arguments.flatMap { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        guard words.count == 2, words[0] == "--generate-completion-script",
            let shell = CompletionShell(rawValue: words[1])
        else { return nil }
        return edits(of: shell).reduce(Cultivar.completionScript(for: shell)) { script, edit in
            script.replacing(edit.found, with: edit.written)
        }
    }

    private static func edits(of shell: CompletionShell) -> [Edit] {
        let subcommands = ReportCommand.configuration.subcommands.map { $0.configuration }
        let names = subcommands.compactMap { $0.commandName }
        switch shell {
        case .bash: return [bash(names)]
        case .zsh: return zsh(lastLine: subcommands.last.map { "'\($0.commandName ?? ""):\($0.abstract)'" } ?? "")
        case .fish: return fish(names)
        default: return []
        }
    }

    private static func bash(_ names: [String]) -> Edit {
        let offer = "        COMPREPLY+=($(compgen -W '\(names.joined(separator: " "))' -- \"${cur}\"))\n"
        return Edit(found: offer, written: offer + "        _cultivar_report_run\n")
    }

    private static func zsh(lastLine: String) -> [Edit] {
        let call = """
                        "_cultivar_report_${words[1]}" && ret=0
                        ;;

            """
        let callOfRun = """
                    *)
                        words=(run "${words[@]}")
                        CURRENT+=1
                        _cultivar_report_run && ret=0
                        ;;

            """
        let offer = """
                        \(lastLine)
                    )
                    _describe -V subcommand subcommands && ret=0

            """
        return [
            Edit(found: call, written: call + callOfRun),
            Edit(found: offer, written: offer + "        _cultivar_report_run && ret=0\n"),
        ]
    }

    private static func fish(_ names: [String]) -> [Edit] {
        let reading = """
                    case 'report'
                        __cultivar_parse_subcommand 0 'version' 'h/help'

            """
        let list = names.joined(separator: " ")
        let run = "            contains -- \"$unparsed_tokens[1]\" \(list); or set -p unparsed_tokens run\n"
        func offer(_ name: String, in command: String) -> String {
            "'__cultivar_should_offer_completions_for_positional \"\(command)\" -eq 1' -fa '\(name)'"
        }
        return [Edit(found: reading, written: reading + run)]
            + names.dropFirst().map { name in
                Edit(found: offer(name, in: "cultivar report"), written: offer(name, in: "cultivar report run"))
            }
    }
}
