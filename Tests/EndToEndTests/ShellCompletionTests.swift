import Foundation
import Testing

/// The completion scripts of the shells, asked by the shells themselves.
@Suite struct ShellCompletionTests {
    private static let hasFish = FileManager.default.isExecutableFile(atPath: "/usr/bin/fish")

    /// What bash offers for a line that is typed so far.
    private func bash(_ line: String, _ program: Program) throws -> Set<String> {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
        let result = try program.shell(
            """
            source bash.sh
            COMP_WORDS=(\(words.joined(separator: " "))) COMP_CWORD=\(words.count - 1)
            COMP_LINE='\(line)' COMP_POINT=\(line.count)
            _cultivar cultivar "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """)
        #expect(result.errors.isEmpty)
        return Set(result.output.split(separator: "\n").map { String($0).trimmingCharacters(in: .whitespaces) })
    }

    @Test func bashCompletesReportsProfilesAndColumns() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            #expect(try program.shell("cultivar --generate-completion-script bash > bash.sh").code == 0)
            #expect(try bash("cultivar rep", program) == ["repl", "report", "reports"])
            #expect(try bash("cultivar report dec", program).isSuperset(of: ["decay", "decay-source"]))
            #expect(try bash("cultivar report desc", program) == ["describe"])
            #expect(try bash("cultivar report describe conc", program).contains("concentration"))
            #expect(try bash("cultivar report run dec", program).contains("decay"))
            #expect(try bash("cultivar report decay conc", program).contains("concentration"))
            let columns: Set = ["language", "language_code", "language_name"]
            #expect(try bash("cultivar report decay --by la", program) == columns)
            #expect(try bash("cultivar ingest x --profile mg", program) == ["mgsm"])
            #expect(try bash("cultivar query --format j", program) == ["json", "jsonl"])
        }
    }

    /// Lists of names come only where a person types.
    @Test(.enabled(if: hasFish, "there is no fish"))
    func fishKnowsTheOptionsOfReports() throws {
        try Program.inFreshFolder { program in
            #expect(try program.shell("cultivar --generate-completion-script fish > fish.sh").code == 0)
            for (line, wanted) in [
                ("cultivar report desc", "describe"), ("cultivar report --form", "--format"),
                ("cultivar report decay --format j", "json"), ("cultivar report run decay --form", "--format"),
            ] {
                let result = try program.shell("fish -c 'source fish.sh; complete -C \"\(line)\"'")
                let offered = result.output.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
                #expect(offered.contains(Substring(wanted)), "\(line): \(offered) \(result.errors)")
            }
        }
    }
}
