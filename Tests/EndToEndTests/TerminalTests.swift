import Foundation
import TestSupport
import Testing

/// The prompt on a pseudo-terminal, by the scenarios of Terminal/scenarios.py.
@Suite struct TerminalTests {
    private static let python = PackageRoot.url.appending(path: ".venv/bin/python").path
    private static let script = PackageRoot.url.appending(path: "Tests/EndToEndTests/Terminal/scenarios.py").path

    private static let isReady: Bool = {
        guard FileManager.default.isExecutableFile(atPath: python) else { return false }
        let check = Process()
        check.executableURL = URL(filePath: python)
        check.arguments = ["-c", "import pexpect, pyte, wcwidth"]
        check.standardError = FileHandle.nullDevice
        guard (try? check.run()) != nil else { return false }
        check.waitUntilExit()
        return check.terminationStatus == 0
    }()

    static let scenarios = [
        "editing", "statements_of_many_lines", "history_over_restarts", "vi_keys", "completion_of_values",
        "a_misspelt_value_is_told", "ctrl_c_at_an_idle_prompt", "ctrl_c_in_a_statement", "ctrl_c_in_a_report",
        "ctrl_c_while_an_engine_answers", "a_result_longer_than_the_screen_is_paged", "ctrl_c_in_the_pager",
        "ctrl_c_in_the_pager_of_a_report",
        "without_a_pager_the_rest_is_counted", "resize", "wide_characters", "a_paste_of_a_thousand_lines", "suspend",
        "charts", "an_editor_of_the_persons_own", "a_terminal_that_can_only_print",
    ]

    /// The store of the sample corpus, made once.
    private static let store: Result<Data, any Error> = Result {
        try Program.inFreshFolder { program in
            let sample = PackageRoot.url.appending(path: "samples/culture-sample").path
            let load = try program.shell("cultivar ingest '\(sample)' --stages '\(sample)/stages.csv' --quiet")
            try #require(load.code == 0, "\(load.errors)")
            return try Data(contentsOf: program.folder.appending(path: "corpus.sqlite"))
        }
    }

    @Test(.enabled(if: isReady, "the Python environment of `make setup` is absent"), arguments: scenarios)
    func scenario(_ name: String) throws {
        try Program.inFreshFolder { program in
            try Self.store.get().write(to: program.folder.appending(path: "corpus.sqlite"))
            let path = Program.executable.path
            let result = try program.shell("'\(Self.python)' '\(Self.script)' '\(path)' \(name)")
            #expect(result.code == 0, "\(result.errors)\(result.output)")
        }
    }

    @Test(.enabled(if: isReady, "the Python environment of `make setup` is absent"))
    func everyScenarioIsRun() throws {
        let listed = try Program.inFreshFolder { try $0.shell("'\(Self.python)' '\(Self.script)' --list") }
        #expect(Set(listed.output.split(separator: "\n").map(String.init)) == Set(Self.scenarios))
    }
}
