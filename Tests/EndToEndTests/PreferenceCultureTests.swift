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
            // A column that is named keeps the answer.
            expect(succeeds: try program.run("preferences", "pairs", "--culture", "country"))
            #expect(try value(program, "select sum(culture = 'Prefer not to say') > 0 from pairs") == "1")
        }
    }
}
