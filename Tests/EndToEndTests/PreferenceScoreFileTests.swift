import Testing

/// Rewards of models that were trained elsewhere: from files, as the reference, and tested beside each other.
@Suite struct PreferenceScoreFileTests {
    private func withPairs(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            for command in [
                "preferences generate --utterances 1500", "ingest prism --profile prism --quiet", "preferences pairs",
            ] {
                expect(succeeds: try program.shell("cultivar \(command)"))
            }
            try body(program)
        }
    }

    private func value(_ program: Program, _ sql: String) throws -> String {
        let result = try program.run("query", sql, "--format", "csv")
        #expect(result.code == 0, "\(sql): \(result.errors)")
        return result.output.split(separator: "\n").dropFirst().joined(separator: "\n")
    }

    /// A file had to have the rewards in the rows of the responses themselves.
    @Test func aFileGivesRewardsByTheKeyOfTheResponse() throws {
        try withPairs { program in
            // In any order, by the key of the data set, with one unknown key, one blank and one response left out.
            let written = try program.shell(
                """
                cultivar query --format csv "select response, score / 10.0 as reward from responses
                    where id > 2 order by score, response desc" > scores.csv
                first=$(cultivar query "select response from responses where id = 1" --format csv | tail -n 1)
                printf '%s,\\nstranger,1\\n' "$first" >> scores.csv
                cultivar query --format jsonl "select id, score as value, 'x' as other from responses" > scores.jsonl
                """)
            expect(succeeds: written)
            let reference = try program.run("preferences", "reference", "--from", "file:scores.csv")
            #expect(reference.code == 0, "\(reference.errors)")
            #expect(reference.errors.contains("1 rows are of no response of the store ('stranger')"))
            #expect(reference.errors.contains("1 rows without a reward"))
            #expect(
                try value(
                    program,
                    "select count(*), min(id), max(id) from responses where r0_file is not score / 10.0")
                    == "2,1,2")
            #expect(
                try value(program, "select count(*) from pairs where abs(d0 - gap / 10) > 1e-9 and d0 is not null")
                    == "0")
            // By the number of the row, from a column that is named.
            let scored = try program.run(
                "preferences", "score", "--file", "scores.jsonl", "--reward-column", "value", "--as", "reward_other")
            #expect(scored.code == 0 && scored.errors.isEmpty, "\(scored.errors)")
            #expect(try value(program, "select count(*) from responses where reward_other is not score") == "0")
        }
    }

    @Test func rewardsOfOthersAreTestedBesideTheReference() throws {
        try withPairs { program in
            let made = try program.shell(
                """
                cultivar preferences reference --from model-strength && cultivar preferences weigh
                cultivar query --format csv "select id, score as reward from responses" > right.csv
                cultivar query --format csv "select id, -score as reward from responses where id % 5" > wrong.csv
                cultivar preferences score --file right.csv --as reward_right
                cultivar preferences score --file wrong.csv --as reward_wrong
                """)
            expect(succeeds: made)
            let line = "cultivar preferences evaluate --format csv --scores reward_right"
            let tested = try program.shell(line + " reward_wrong 'reward_right=United States'")
            #expect(tested.code == 0, "\(tested.errors)")
            #expect(tested.errors.contains("have a response without a reward of reward_wrong"))
            let rows = tested.output.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            let own = try #require(rows.first { $0[0] == "United States" && $0[1] == "scores" })
            let general = try #require(rows.first { $0[0] == "United States" && $0[1] == "reward_right" })
            let wrong = try #require(rows.first { $0[0] == "United States" && $0[1] == "reward_wrong" })
            // Nothing was trained; the general model has no other models beside it.
            #expect(own[2].isEmpty && own[6] == "100.0" && own[13] == "100.0" && general[13].isEmpty)
            #expect(general[6] == "100.0" && wrong[6] == "0.0")
            #expect((Double(general[3]) ?? 0) > (Double(wrong[3]) ?? 0))
            // The start and the gain are those of plain SQL on the same pairs.
            let plain = try value(
                program,
                """
                select 100.0 * sum(agrees) / count(*), 100.0 * (1 - 1.0 * sum(agrees) / count(*)), count(*)
                from pairs where split = 'test' and culture = 'United States'
                """
            ).split(separator: ",")
            #expect(abs((Double(general[5]) ?? 0) - (Double(plain[0]) ?? 1)) < 1e-9)
            #expect(abs((Double(general[9]) ?? 0) - (Double(plain[1]) ?? 1)) < 1e-9)
            #expect(general[3] == plain[2])
            let report = try program.shell(
                "cultivar report bias-matrix-average --format csv | cut -d, -f1,2,5 | sort")
            #expect(report.code == 0, "\(report.errors)")
            #expect(report.output.contains("reward_right,") && report.output.contains("scores,1,1.0"))
            for (arguments, words) in [
                ("reward_none", "no column 'reward_none'"), ("reward_right=Atlantis", "culture 'Atlantis'"),
                ("model", "no number"),
            ] {
                let refused = try program.shell("cultivar preferences evaluate --scores '\(arguments)'")
                #expect(refused.code == 1 && refused.errors.contains(words), "\(refused.errors)")
            }
            let both = try program.shell("cultivar preferences evaluate --scores reward_right --curves")
            #expect(both.code == 2 && both.errors.contains("--scores"))
        }
    }

    /// Without a reference, the start of rewards was 0 per cent.
    @Test func withoutAReferenceThereIsNoGain() throws {
        try withPairs { program in
            let made = try program.shell(
                """
                cultivar query --format csv "select id, score as reward from responses" > right.csv
                cultivar preferences score --file right.csv --as reward_right
                """)
            expect(succeeds: made)
            let tested = try program.shell(
                "cultivar preferences evaluate --format csv --scores reward_right | grep '^United States'")
            let row = tested.output.split(separator: ",", omittingEmptySubsequences: false)
            #expect(row.count == 17 && row[5].isEmpty && row[9].isEmpty && row[6] == "100.0", "\(tested.output)")
            let stored = "select count(*), count(reference_correct), count(edited_pairs) > 0 from evaluations"
            #expect(try value(program, stored).hasSuffix(",0,0"))
            expect(succeeds: try program.run("report", "bias-matrix-gains"))
        }
    }

    @Test func filesThatCannotBeUsedAreRefusedWithTheReason() throws {
        try withPairs { program in
            for (text, words) in [
                ("id,reward\n1,0.5\n1,0.7\n", "rows 1 and 2 are both of id '1'"),
                ("id,reward\n1,0.5\n2,nan\n", "reward of row 2 is 'nan', which is no number"),
                ("id,reward\n,0.5\n", "row 1 has no id"), ("id,reward\n900000,0.5\n", "'900000' is not"),
                ("name,reward\n1,0.5\n", "no column response or id"), ("id\n1\n", "no column of rewards"),
                ("id,a,b\n1,2,3\n", "--reward-column: a, b"),
                ("response,reward\nnobody,2\n", "none of its 1 rows gives a response a reward"),
            ] {
                try program.write(text, to: "scores.csv")
                let refused = try program.run("preferences", "reference", "--from", "file:scores.csv")
                #expect(refused.code == 1 && refused.errors.contains(words), "\(text): \(refused.errors)")
            }
            try program.write("model,reward\nx,1\n", to: "scores.csv")
            for (arguments, words) in [
                ("--file scores.csv --key nothing", "the file has no such column; both have model"),
                ("--file scores.csv --key model --reward-column x", "--reward-column x: it has reward"),
                ("--file none.csv", "none.csv"),
            ] {
                let refused = try program.shell("cultivar preferences score \(arguments)")
                #expect(refused.code == 1 && refused.errors.contains(words), "\(arguments): \(refused.errors)")
            }
            for arguments in ["", "--file a --head b", "--file a --group b", "--head a --key b"] {
                let refused = try program.shell("cultivar preferences score \(arguments)")
                #expect(refused.code == 2, "\(arguments): \(refused.errors)")
            }
            #expect(try value(program, "select count(d0) from pairs") == "0")
        }
    }
}
