import Foundation
import TestSupport
import Testing

/// The commands about preferences as a user runs them, against plain SQL, Python and published answers.
@Suite struct PreferenceCommandTests {
    /// A folder with generated ratings in a store, some of them bad.
    private func withRatings<Result>(
        _ utterances: Int = 1_500, _ body: (Program) throws -> Result
    ) throws -> Result {
        try Program.inFreshFolder { program in
            expect(
                succeeds: try program.run(
                    "preferences", "generate", "--utterances", "\(utterances)", "--bad-scores", "6",
                    "--without-survey", "2"))
            expect(succeeds: try program.run("ingest", "prism", "--profile", "prism", "--quiet"))
            return try body(program)
        }
    }

    /// A value of the store.
    private func value(_ program: Program, _ sql: String) throws -> String {
        let result = try program.run("query", sql, "--format", "csv")
        #expect(result.code == 0, "\(sql): \(result.errors)")
        return result.output.split(separator: "\n").dropFirst().joined(separator: "\n")
    }

    @Test func pairsAreThoseOfPlainSQL() throws {
        try withRatings { program in
            let made = try program.run("preferences", "pairs")
            #expect(made.code == 0 && made.errors.isEmpty, "\(made.errors)")
            #expect(made.output.contains("users without a culture"))
            // The join of responses with themselves is the oracle.
            let plain = """
                with rated as materialized (
                    select turn, annotator, position, score, id, country_name,
                        text is null or text = 'EMPTY STRING' as is_empty
                    from responses
                )
                select count(*), sum(abs(a.score - b.score)), count(distinct a.annotator),
                    sum(a.is_empty or b.is_empty)
                from rated as a join rated as b
                    on a.turn = b.turn and a.annotator = b.annotator and a.position < b.position
                where a.score <> b.score
                """
            let oracle = try value(program, plain + " and not a.is_empty and not b.is_empty").split(separator: ",")
            let pairs = try value(
                program, "select count(*), sum(gap), count(distinct annotator), sum(has_empty) from pairs"
            )
            .split(separator: ",")
            #expect(oracle == pairs)
            let wrong = """
                select count(*) from pairs
                join responses as c on c.id = chosen_response
                join responses as r on r.id = rejected_response
                where c.score <= r.score or c.turn <> r.turn or c.annotator <> r.annotator or c.turn <> pairs.turn
                    or abs(c.score - r.score - gap) > 1e-9 or coalesce(c.country_name, '') <> coalesce(culture, '')
                    or c.model <> chosen_model or c.position <> chosen_position
                    or longer <> (length(c.text) > length(r.text))
                """
            #expect(try value(program, wrong) == "0")
            // Turns account for every pair.
            let ties = try value(
                program,
                """
                with rated as materialized (select turn, annotator, position, score from responses)
                select count(*) from rated as a join rated as b
                    on a.turn = b.turn and a.annotator = b.annotator and a.position < b.position
                where a.score = b.score
                """)
            #expect(try value(program, "select sum(ties) from turns") == ties)
            #expect(try value(program, "select sum(pairs) = (select count(*) from pairs) from turns") == "1")
            // With empty responses, on request.
            expect(succeeds: try program.run("preferences", "pairs", "--include-empty"))
            let all = try value(program, plain).split(separator: ",")
            let included = try value(
                program, "select count(*), sum(gap), count(distinct annotator), sum(has_empty) from pairs")
            #expect(all == included.split(separator: ","))
        }
    }

    @Test func badScoresAreRejectedWithTheirRecord() throws {
        try withRatings { program in
            let rejects = try value(
                program, "select code, count(*), min(\"row\") > 0 from reject group by 1 order by 1")
            #expect(rejects == "missing_number,2,1\noutside_range,4,1")
            #expect(
                try value(program, "select rows_seen = rows_stored + rows_rejected + rows_skipped from file")
                    == "1\n1")
        }
    }

    @Test func splitReferenceAndWeights() throws {
        try withRatings { program in
            expect(succeeds: try program.run("preferences", "pairs"))
            let early = try program.run("preferences", "weigh")
            #expect(early.code == 1 && early.errors.contains("no reference reward"))
            expect(succeeds: try program.run("preferences", "reference", "--from", "model-strength"))
            let weighed = try program.run("preferences", "weigh")
            #expect(weighed.code == 0 && weighed.output.contains("pairs kept"), "\(weighed.errors)")
            // No user is on both sides, and ceil(0.15 · users) test.
            #expect(
                try value(
                    program,
                    "select count(*) from (select annotator from pairs group by 1 having count(distinct split) > 1)")
                    == "0")
            let formulas = """
                select count(*) from pairs
                where abs(d0 - (r0_chosen - r0_rejected)) > 1e-12 or abs(F - 1 / (1 + exp(-d0))) > 1e-12
                    or abs(W - min(exp(d0 / 1.1), 1)) > 1e-12 or kept <> (F < 0.7)
                    or abs(W - scpo_weight(d0, 1.1)) > 1e-15 or kept <> scpo_keep(d0, 0.7)
                    or agrees <> (d0 > 0) or disagrees <> (d0 < 0) or abs(F - scpo_probability(d0)) > 1e-15
                """
            #expect(try value(program, formulas) == "0")
            // The strengths are those of the SQL function on the training pairs.
            let strengths = """
                with fitted as (
                    select bradley_terry(chosen_model, rejected_model) -> 'strengths' as strengths
                    from pairs where split = 'train'
                )
                select max(abs(r0_chosen - (strengths ->> ('$."' || chosen_model || '"')))) < 1e-9 from pairs, fitted
                """
            #expect(try value(program, strengths) == "1")
            // What collapses is what the rows give.
            let collapsed = "select culture, sum(n), round(avg(W), 9) from pairs group by 1 order by 2 desc, 1"
            let plainly = """
                with weighed as materialized (select id, culture, W from pairs)
                select culture, count(*), round(avg(W), 9) from weighed group by 1 order by 2 desc, 1
                """
            let byCulture = try value(program, collapsed)
            #expect(byCulture == (try value(program, plainly)) && byCulture.contains("United States,"))
            // Parameters stay until they are changed, and a column of numbers is a reference, too.
            expect(succeeds: try program.run("preferences", "reference", "--from", "column:score"))
            #expect(
                try value(program, "select count(*) from pairs where d0 <> gap or kept <> (d0 < ln(7.0 / 3))") == "0")
            expect(
                succeeds: try program.run(
                    "preferences", "weigh", "--inverse", "--tau", "0.9", "--split", "culture", "--test", "0.3"))
            #expect(try value(program, "select count(*) from pairs where abs(W - max(exp(-d0), 1)) > 1e-12") == "0")
        }
    }

    @Test func headsAreTrainedScoredAndEvaluated() throws {
        try withRatings(4_000) { program in
            for command in [
                "pairs", "reference --from model-strength", "weigh", "train --features tabular --out head.json",
                "score --head head.json", "score --head head.json --group 'United States' --as reward_us",
            ] {
                let result = try program.shell("cultivar preferences \(command)")
                #expect(result.code == 0 && result.errors.isEmpty, "\(command): \(result.errors)")
            }
            // A head of its culture gives all responses of a model one reward.
            #expect(
                try value(
                    program,
                    """
                    select count(*) from (
                        select model, country_name from responses where reward is not null
                        group by 1, 2 having max(reward) - min(reward) > 1e-12
                    )
                    """) == "0")
            let us = "select count(*) from responses where country_name = 'United States' and reward <> reward_us"
            #expect(try value(program, us) == "0")
            #expect(try value(program, "select count(*) > 0 from responses where reward is null") == "1")
            let refused = try program.run("preferences", "score", "--head", "head.json", "--as", "score")
            #expect(refused.code == 1 && refused.errors.contains("has values of a file"))

            let line = "cultivar preferences evaluate --features tabular --format csv --json reports"
            let one = try program.shell(line + " --curves --repetitions 2 --shares 0.5 1")
            #expect(one.code == 0, "\(one.errors)")
            #expect(try program.shell(line).output == one.output)
            // The table of results by user gives the printed accuracy.
            let rows = one.output.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            let row = try #require(rows.first { $0[0] == "United States" && $0[1] == "scpo" })
            let again = try value(
                program,
                """
                select 100.0 * sum(correct) / sum(pairs), 100.0 * sum(reference_correct) / sum(pairs), count(*),
                    sum(pairs)
                from evaluations
                where selection = 'scpo' and model_culture = 'United States' and culture = model_culture
                """
            ).split(separator: ",")
            #expect(abs((Double(row[6]) ?? 0) - (Double(again[0]) ?? 1)) < 1e-9)
            #expect(abs((Double(row[5]) ?? 0) - (Double(again[1]) ?? 1)) < 1e-9)
            #expect(row[4] == again[2] && row[3] == again[3])
            // The reference is wrong on edited pairs, so it cannot be right on more than the others.
            #expect(
                try value(program, "select count(*) from evaluations where reference_correct > pairs - edited_pairs")
                    == "0")
            let reports = try program.text(of: "reports/partial_report.json")
            #expect(reports.contains("\"ours_partial\"") && reports.contains("\"avg\""))
            for report in [
                "preference-pairs", "preference-pairs-turns", "preference-weights", "preference-weights-histogram",
                "reward-agreement", "bias-matrix", "bias-matrix-gains", "bias-matrix-average", "data-efficiency",
                "data-efficiency-curves", "alias-coverage",
            ] {
                let result = try program.run("report", report, "--format", "csv")
                #expect(result.code == 0, "\(report): \(result.errors)")
                #expect(result.output.split(separator: "\n").count > 1, "\(report)")
            }
        }
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func exportsAreReadByPandas() throws {
        try withRatings { program in
            for command in ["pairs", "reference --from model-strength", "weigh"] {
                expect(succeeds: try program.shell("cultivar preferences \(command)"))
            }
            for format in ["trl", "trl-implicit", "openrlhf", "rewardbench", "jsonl"] {
                let line = "cultivar preferences export --format \(format) --select weighted --out \(format).jsonl"
                expect(succeeds: try program.shell(line))
            }
            let resample = "--materialise resample --seed 3 --out again.jsonl"
            expect(
                succeeds: try program.shell("cultivar preferences export --format trl --select weighted \(resample)"))
            let sums = try value(
                program,
                "select count(*), sum(W) from pairs where kept = 1 and split = 'train'"
            ).split(separator: ",").map(String.init)
            let (output, code) = try PythonEnvironment.run(
                """
                import sys, math, pandas as pd
                folder, count, total = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
                def read(name): return pd.read_json(f"{folder}/{name}.jsonl", lines=True)
                for name in ["trl", "trl-implicit", "openrlhf", "rewardbench", "jsonl"]:
                    data = read(name)
                    assert len(data) == count, (name, len(data), count)
                    assert abs(data["weight"].sum() - total) < 1e-6, name
                    assert set(["weight", "margin", "culture", "user", "split", "d0", "F"]) <= set(data.columns), name
                    assert (data["split"] == "train").all()
                trl = read("trl")
                assert all(p[-1]["role"] == "user" for p in trl["prompt"])
                assert all(len(c) == 1 and c[0]["role"] == "assistant" for c in trl["chosen"])
                assert (trl["margin"] == 0).all()
                whole = read("trl-implicit")
                for prompt, chosen, rejected, conversation in zip(
                        trl["prompt"], trl["chosen"], trl["rejected"], whole["chosen"]):
                    assert conversation == prompt + chosen
                assert any(len(p) > 1 for p in trl["prompt"])
                jsonl = read("jsonl")
                assert ((jsonl["chosen_score"] - jsonl["rejected_score"] - jsonl["margin"]).abs() < 1e-9).all()
                assert (jsonl["margin"] > 0).all() and jsonl["pair"].is_unique
                assert (jsonl["weight"] - jsonl["d0"].map(lambda d: min(math.exp(d / 1.1), 1))).abs().max() < 1e-12
                again = read("again")
                assert abs(len(again) - total) <= 1, (len(again), total)
                print("ok")
                """, [program.folder.path, sums[0], sums[1]])
            #expect(code == 0 && output == "ok\n", "\(output)")
        }
    }

    @Test func rewardBenchAndTRLFilesBecomePairs() throws {
        try Program.inFreshFolder { program in
            try program.write(
                """
                {"prompt": "Why?", "chosen": "Because.", "chosen_model": "a", \
                "rejected": "No.", "rejected_model": "b", "subset": "chat", "id": 1}
                {"prompt": "How?", "chosen": "So.", "chosen_model": "b", \
                "rejected": "No idea.", "rejected_model": "a", "subset": "chat", "id": 2}

                """, to: "bench.jsonl")
            expect(succeeds: try program.run("ingest", "bench.jsonl", "--profile", "rewardbench", "--quiet"))
            try program.write(
                """
                {"prompt": [{"role": "user", "content": "Who?"}], "chosen": [{"role": "assistant", "content": "Me."}], \
                "rejected": [{"role": "assistant", "content": "You."}], "culture": "Chile", "user": "u1"}

                """, to: "trl.jsonl")
            expect(succeeds: try program.run("ingest", "trl.jsonl", "--profile", "trl", "--quiet"))
            let made = try program.run("preferences", "pairs")
            #expect(made.code == 0, "\(made.errors)")
            let rows = try value(
                program,
                """
                select c.text, r.text, chosen_model, gap, pairs.annotator, pairs.culture
                from pairs join responses as c on c.id = chosen_response join responses as r on r.id = rejected_response
                order by 1
                """)
            #expect(rows == "Because.,No.,a,1.0,,chat\nMe.,You.,,1.0,u1,Chile\nSo.,No idea.,b,1.0,,chat")
        }
    }

    @Test func communityAlignmentPairsTheBestWithTheOthers() throws {
        try Program.inFreshFolder { program in
            var record: [String: Any] = [
                "conversation_id": "c1", "assigned_lang": "en", "annotator_id": "p1", "annotator_country": "Brazil",
                "annotator_age": "18-30", "annotator_gender": "woman", "first_turn_prompt": "Hi?",
                "first_turn_preferred_response": "response_c", "second_turn_prompt": "And?",
                "second_turn_preferred_response": "response_a",
            ]
            for letter in ["a", "b", "c", "d"] { record["first_turn_response_\(letter)"] = "first \(letter)" }
            for letter in ["a", "b"] { record["second_turn_response_\(letter)"] = "second \(letter)" }
            let line = try JSONSerialization.data(withJSONObject: record)
            try program.write(String(decoding: line, as: UTF8.self) + "\n", to: "community.jsonl")
            let load = try program.run("ingest", "community.jsonl", "--profile", "community-alignment")
            #expect(load.code == 0, "\(load.errors)")
            expect(succeeds: try program.run("preferences", "pairs"))
            let rows = try value(
                program,
                """
                select c.text, r.text, pairs.culture from pairs
                    join responses as c on c.id = chosen_response join responses as r on r.id = rejected_response
                order by 1, 2
                """)
            #expect(
                rows
                    == """
                    first c,first a,Brazil
                    first c,first b,Brazil
                    first c,first d,Brazil
                    second a,second b,Brazil
                    """
            )
        }
    }

    @Test func opinionsThatCannotBeUsedAreRejectedWithTheReason() throws {
        try Program.inFreshFolder { program in
            try program.write(
                """
                question,selections,options
                Good?,"defaultdict(<class 'list'>, {'Britain': [0.5, 0.49, 0.01], \
                'S. Africa': [0.2, 0.8, 0.0], 'Brazil (Non-national sample)': [0, 1, 0], 'Zero': [0, 0, 0], \
                'Off': [0.5, 0.4, 0.0], \
                'Short': [0.5, 0.5]})","['Yes', 'No', 'DK/Refused']"
                Bad?,not a literal,"['Yes', 'No']"

                """, to: "opinions.csv")
            let load = try program.run("ingest", "opinions.csv", "--profile", "global-opinions")
            #expect(load.code == 0, "\(load.errors)")
            #expect(
                load.output.contains("7 countries of questions seen = 2 stored + 4 rejected + 1 skipped"),
                "\(load.output)")
            #expect(
                try value(program, "select code, \"row\" from reject order by code")
                    == "all_zero,1\nlengths_differ,1\nnot_a_python_literal,2\nsum_off,1")
            let again = try program.run("ingest", "opinions.csv", "--profile", "global-opinions")
            #expect(again.output.contains("loaded before"))
            expect(succeeds: try program.run("preferences", "pairs", "--source", "opinions"))
            expect(succeeds: try program.run("preferences", "reference", "--from", "leave-out-shares"))
            expect(succeeds: try program.run("preferences", "weigh"))
            let pairs = try value(
                program,
                """
                select culture, c.option, r.option, round(d0, 9) from pairs
                    join opinions as c on c.id = chosen_response join opinions as r on r.id = rejected_response
                order by 1
                """)
            let expected = [log(0.801 / 0.201), log(0.501 / 0.491)].map { ($0 * 1e9).rounded() / 1e9 }
            #expect(
                pairs == "South Africa,No,Yes,\(-expected[1])\nUnited Kingdom,Yes,No,\(-expected[0])", "\(pairs)")
            let report = try program.run("report", "alias-coverage", "--format", "csv")
            #expect(report.output.contains("S. Africa"), "\(report.output)\(report.errors)")
        }
    }

    @Test func whatIsWrongIsSaid() throws {
        try withRatings(200) { program in
            for (line, code, words) in [
                ("weigh --tau 1", 2, "tau 1.0"), ("weigh --beta 0", 2, "beta 0.0"),
                ("pairs --min-gap=-1", 2, "--min-gap"),
                ("reference --from nothing", 2, "nothing"), ("reference --from model-strength", 1, "no table pairs"),
                ("train", 1, "no table pairs"), ("pairs --culture nowhere", 1, "no column 'nowhere'"),
                ("pairs --split-file none.txt", 1, "none.txt"), ("pairs --test 1.5", 2, "--test"),
                ("pairs --source opinions", 1, "no table opinions"),
            ] {
                let result = try program.shell("cultivar preferences \(line)")
                #expect(
                    result.code == Int32(code) && result.errors.contains(words),
                    "\(line): \(result.code) \(result.errors)")
            }
            expect(succeeds: try program.run("preferences", "pairs"))
            try program.write("user0\nnobody\n", to: "users.txt")
            for (line, words) in [
                ("reference --from column:model", "no number"),
                ("reference --from column:nothing", "no column 'nothing'"),
                ("reference --from leave-out-shares", "does not go with pairs of responses"),
                ("pairs --split-file users.txt", "nobody"), ("evaluate", "no reference reward"),
                ("export --select weighted", "no reference reward"),
            ] {
                let result = try program.shell("cultivar preferences \(line)")
                #expect(result.code == 1 && result.errors.contains(words), "\(line): \(result.errors)")
            }
            let before = try value(program, "select count(*), sum(gap) from pairs")
            #expect(try value(program, "select count(*), sum(gap) from pairs") == before)
        }
    }
}
