import Testing

/// Which sub-community a rater is of.
@Suite struct PreferenceCultureTests {
    private func value(_ program: Program, _ sql: String) throws -> String {
        let result = try program.run("query", sql, "--format", "csv")
        #expect(result.code == 0, "\(sql): \(result.errors)")
        return result.output.split(separator: "\n").dropFirst().joined(separator: "\n")
    }

    /// "Prefer not to say" was a sub-community of its own.
    @Test func whoDoesNotSayWhereHeLivesIsOfNoCountry() throws {
        try Program.inFreshFolder { program in
            expect(succeeds: try program.run("preferences", "generate", "--utterances", "400"))
            let silent = try program.shell(
                """
                sed -i 's/"reside_country":"United Kingdom"/"reside_country":"Prefer not to say"/' prism/survey.jsonl
                grep -c 'reside_country":"Prefer' prism/survey.jsonl
                """)
            #expect(silent.code == 0)
            expect(succeeds: try program.run("ingest", "prism", "--profile", "prism", "--quiet"))
            expect(succeeds: try program.run("preferences", "pairs"))
            #expect(
                try value(
                    program, "select total(culture = 'Prefer not to say') = 0, sum(culture is null) > 0 from pairs")
                    == "1,1")
            // The answer is kept in another column.
            expect(succeeds: try program.run("preferences", "pairs", "--culture", "residence"))
            #expect(try value(program, "select sum(culture = 'Prefer not to say') > 0 from pairs") == "1")
        }
    }

    /// The words for "no answer" were those of one data set, in code: no profile could have its own.
    @Test func aProfileSaysWhichWordsMeanNoCountry() throws {
        try Program.inFreshFolder { program in
            try program.write(
                """
                who,land,model,prompt,text,note
                a,Deutschland,m1,p1,gut,5
                a,Deutschland,m2,p1,besser,6
                b,keine Angabe,m1,p1,gut,2
                b,keine Angabe,m2,p1,besser,3
                c,Prefer not to say,m1,p1,gut,2
                c,Prefer not to say,m2,p1,besser,3

                """, to: "ratings.csv")
            try program.write(
                """
                name: ratings
                inputs:
                  - files: ratings.csv
                    into: responses
                    text: text
                    tags:
                      annotator: who
                      turn: prompt
                      model: model
                      country: {path: land, meaning: place, missing: [keine Angabe]}
                    measures:
                      score: note
                """, to: "ratings.yaml")
            expect(succeeds: try program.run("ingest", "ratings.csv", "--profile", "ratings.yaml", "--quiet"))
            expect(succeeds: try program.run("preferences", "pairs"))
            #expect(
                try value(program, "select annotator, culture from pairs order by 1")
                    == "a,Germany\nb,\nc,Prefer not to say")
        }
    }

    /// Countries came in the order of the responses.
    @Test func headsAreInTheOrderOfTheNamesOfTheirCultures() throws {
        try Program.inFreshFolder { program in
            for command in [
                "preferences generate --utterances 3000", "ingest prism --profile prism --quiet", "preferences pairs",
                "preferences reference --from model-strength", "preferences weigh",
            ] {
                expect(succeeds: try program.shell("cultivar \(command)"))
            }
            let trained = try program.shell(
                """
                cultivar preferences train --features tabular --min-users 1 |
                    sed -n 's/: .* pairs of .*//p' > printed.txt
                LC_ALL=C sort -c printed.txt && test "$(wc -l < printed.txt)" -gt 5 &&
                    grep -o '"group": *"[^"]*"' head.json | cut -d'"' -f4 | diff - printed.txt
                """)
            #expect(trained.code == 0, "\(trained.output) \(trained.errors)")
            let evaluated = try program.shell(
                """
                cultivar preferences evaluate --features tabular --min-users 1 --selections scpo --format csv \\
                    2> /dev/null | sed '1d;$d' | cut -d, -f1 | LC_ALL=C sort -c
                """)
            #expect(evaluated.code == 0, "\(evaluated.output) \(evaluated.errors)")
        }
    }
}
