import ArgumentParser

/// The commands that score what models say.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Score what models reply to labelled texts and questions.",
        discussion: """
            Without the name of a subcommand it is labels: macro-F1 over the labels of a task. Replies come from a file, \
            from the samples of lm-evaluation-harness, or from a model behind an endpoint, which is asked nothing twice. \
            docs/benchmarks.md has the scores and the task files.

              cultivar evaluate offense.jsonl --task offensive --replies replies.jsonl
              cultivar evaluate offense.jsonl --task offensive \\
                --endpoint http://127.0.0.1:8080/v1 --model my-model --store scores.sqlite
              cultivar evaluate leaderboard --store scores.sqlite --latex
            """,
        subcommands: [
            EvaluateLabelsCommand.self, EvaluateLeaderboardCommand.self, EvaluateAnswersCommand.self,
            EvaluateChoicesCommand.self, EvaluateWinsCommand.self, EvaluateTasksCommand.self,
        ],
        defaultSubcommand: EvaluateLabelsCommand.self)
}
