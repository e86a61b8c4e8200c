import ArgumentParser

/// The completion script of a shell. The one that is generated completes `cultivar report run NAME` only: it does not know
/// that `run` can be left out, as everybody does.
enum CompletionScript {
    /// The script that the arguments ask for; nil where they ask for none, or let the shell be guessed.
    static func requested(by arguments: some Collection<String>) -> String? {
        let words = arguments.flatMap { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        guard words.count == 2, words[0] == "--generate-completion-script",
            let shell = CompletionShell(rawValue: words[1])
        else { return nil }
        return (edits[shell.rawValue] ?? []).reduce(Cultivar.completionScript(for: shell)) { script, edit in
            script.replacing(edit.found, with: edit.written)
        }
    }

    /// By shell, a piece of the generated script and what takes its place.
    private static let edits: [String: [(found: String, written: String)]] = [
        "bash": [
            (
                """
                        COMPREPLY+=($(compgen -W 'run describe' -- "${cur}"))

                """,
                """
                        COMPREPLY+=($(compgen -W 'run describe' -- "${cur}"))
                        _cultivar_report_run

                """
            )
        ],
        "zsh": [
            (
                """
                            "_cultivar_report_${words[1]}" && ret=0
                            ;;

                """,
                """
                            "_cultivar_report_${words[1]}" && ret=0
                            ;;
                        *)
                            words=(run "${words[@]}")
                            CURRENT+=1
                            _cultivar_report_run && ret=0
                            ;;

                """
            ),
            (
                """
                            'describe:Tell what a report measures.'
                        )
                        _describe -V subcommand subcommands && ret=0

                """,
                """
                            'describe:Tell what a report measures.'
                        )
                        _describe -V subcommand subcommands && ret=0
                        _cultivar_report_run && ret=0

                """
            ),
        ],
        "fish": [
            (
                """
                        case 'report'
                            __cultivar_parse_subcommand 0 'version' 'h/help'

                """,
                """
                        case 'report'
                            __cultivar_parse_subcommand 0 'version' 'h/help'
                            contains -- "$unparsed_tokens[1]" run describe; or set -p unparsed_tokens run

                """
            ),
            (
                #"'__cultivar_should_offer_completions_for_positional "cultivar report" -eq 1' -fa 'describe'"#,
                #"'__cultivar_should_offer_completions_for_positional "cultivar report run" -eq 1' -fa 'describe'"#
            ),
        ],
    ]
}
