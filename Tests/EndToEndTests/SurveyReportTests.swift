import Foundation
import TestSupport
import Testing

/// Reports on surveys give the numbers and intervals of the survey commands.
@Suite struct SurveyReportTests {
    /// By the texts of some columns, the numbers of others; nil for an empty cell.
    private func numbers(_ text: String, _ key: [Int], _ columns: [Int]) -> [String: [Double?]] {
        var found: [String: [Double?]] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            found[key.map { cells[$0] }.sorted().joined(separator: " ")] = columns.map { Double(cells[$0]) }
        }
        return found
    }

    private func expectEqual(_ one: [String: [Double?]], _ other: [String: [Double?]], _ what: String) {
        #expect(!one.isEmpty && Set(one.keys) == Set(other.keys), "\(what): \(one.keys.sorted())")
        for (key, values) in one {
            for (value, again) in zip(values, other[key] ?? []) {
                if let value, let again {
                    #expect(abs(value - again) < 1e-12, "\(what): \(key)")
                } else {
                    #expect(value == nil && again == nil, "\(what): \(key)")
                }
            }
        }
    }

    private func withSurvey(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            expect(succeeds: try program.run("survey", "invent", "--respondents", "40", "--out", "people.csv"))
            expect(
                succeeds: try program.shell("cultivar survey ingest people.csv --profile invented --store s.sqlite"))
            try body(program)
        }
    }

    private func output(_ program: Program, _ line: String) throws -> String {
        let run = try program.shell(line)
        #expect(run.code == 0, "\(line): \(run.errors)")
        return run.output
    }

    /// Distances in a report had no interval.
    @Test(arguments: [
        ("", ""), ("--weighted", "--weight weight"), ("--by culture", "--by culture"),
    ])
    func distancesHaveTheIntervalsOfTheCommand(_ command: String, _ report: String) throws {
        try withSurvey { program in
            let plain = try output(
                program,
                """
                cultivar survey distance --store s.sqlite --profile invented --replicates 100 --seed 7 \(command) \
                    --format csv
                """)
            let table = try output(
                program,
                """
                cultivar report culture-distance --store s.sqlite --param replicates=100 --param seed=7 \(report) \
                    --format csv | sed '/^$/,$d'
                """)
            let header = plain.split(separator: "\n")[0].split(separator: ",").map(String.init)
            let places = try ["distance", "low", "high"].map { try #require(header.firstIndex(of: $0), "\(header)") }
            expectEqual(numbers(plain, [0, 1], places), numbers(table, [0, 1], [4, 5, 6]), command)
        }
    }

    @Test func withoutReplicatesThereAreNoIntervals() throws {
        try withSurvey { program in
            let table = try output(
                program,
                "cultivar report culture-distance --store s.sqlite --param replicates=0 --format csv | sed '/^$/,$d'")
            let found = numbers(table, [0, 1], [4, 5, 6])
            #expect(found.count == 28)
            for values in found.values { #expect(values[0] != nil && values[1] == nil && values[2] == nil) }
        }
    }

    /// A model that answers for each country, one that answers for all, and one with answers off the scale.
    private func makeModels(_ program: Program, by column: String) throws {
        expect(
            succeeds: try program.shell(
                """
                cultivar query --store s.sqlite --format csv "
                    select 'mirror' as model, \(column) as 'group', question, code, count(*) as weight from answers
                    where status = 'valid' and \(column) is not null and respondent < 'invented/J' group by 2, 3, 4
                    union all
                    select 'flat', null, question, code, 1 from answers where status = 'valid' and question <> 3
                    group by question, code
                    union all
                    select 'wild', \(column), question, code + 2, count(*) from answers
                    where status = 'valid' and \(column) is not null and question in (1, 2) group by 2, 3, 4
                    " > models.csv
                cultivar ingest models.csv --profile model-answers --store s.sqlite --quiet
                """))
    }

    /// No report had models beside people.
    @Test(arguments: [
        ("country", "", ""), ("country", "--weighted", "--weight weight"), ("culture", "", "--by culture"),
    ])
    func modelsBesidePeopleAreThoseOfTheCommand(_ column: String, _ command: String, _ report: String) throws {
        try withSurvey { program in
            try makeModels(program, by: column)
            func compared(_ further: String) throws -> String {
                try output(
                    program,
                    """
                    cultivar survey compare --store s.sqlite --profile invented --shares models.csv --by \(column) \
                        --replicates 100 --seed 3 \(command) \(further) --format csv
                    """)
            }
            func reported(_ table: String) throws -> String {
                try output(
                    program,
                    """
                    cultivar report model-against-survey\(table) --store s.sqlite --param replicates=100 \
                        --param seed=3 \(report) --format csv | sed '/^$/,$d'
                    """)
            }
            let groups = try compared("")
            let (ofGroups, overall) = (
                numbers(groups, [0, 1], [2, 3, 4, 5, 6, 7, 8, 9]).filter { !$0.key.hasPrefix(" ") },
                numbers(groups, [0, 1], [2, 3, 4, 5, 6, 7, 8, 9]).filter { $0.key.hasPrefix(" ") }
            )
            let rows = try reported("")
            expectEqual(ofGroups, numbers(rows, [0, 1], [3, 4, 5, 6, 7, 8, 9, 10]), "groups")
            let models = numbers(try reported("-models"), [0], [1, 2, 3, 4, 5, 6, 7, 8])
            #expect(models.keys.sorted() == ["flat", "mirror", "wild"])
            expectEqual(overall, Dictionary(uniqueKeysWithValues: models.map { (" " + $0.key, $0.value) }), "models")
            // n, effective, off_scale, the distances with their intervals, uniform answers.
            expectEqual(
                numbers(try compared("--questions"), [0, 1, 2], [4, 5, 7, 8, 9, 10, 11, 12, 13, 14]),
                numbers(
                    try reported("-questions").replacing("\"", with: ""), [0, 1, 2],
                    [4, 5, 6, 7, 8, 9, 10, 11, 12, 13]), "questions")
        }
    }

    /// The command took a weight named n, as a query counts answers, and the store did not: all answers weighed alike.
    @Test(arguments: ["weight", "n", "share"]) func countsOfModelsAreWeightsByAnyOfTheirNames(name: String) throws {
        try withSurvey { program in
            try makeModels(program, by: "country")
            expect(
                succeeds: try program.shell(
                    """
                    sed '1s/weight/\(name)/' models.csv > named.csv
                    cultivar ingest named.csv --profile model-answers --store s.sqlite --quiet
                    """))
            let sums = try output(
                program,
                """
                cultivar query --store s.sqlite --format csv "
                    select file, sum(weight) from model_answers group by file order by file"
                """)
            let totals = Set(sums.split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").last })
            #expect(totals.count == 1, "\(sums)")
        }
    }

    @Test func sharesOfOptionsAddUpToOne() throws {
        try withSurvey { program in
            try makeModels(program, by: "country")
            let table = try output(
                program,
                """
                cultivar report model-against-survey-options --store s.sqlite --param replicates=0 --format csv \
                    | sed '/^$/,$d'
                """)
            var sums: [String: (people: Double, model: Double)] = [:]
            for line in table.split(separator: "\n").dropFirst() {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                let key = cells[0...2].joined(separator: " ")
                let (people, model) = (Double(cells[cells.count - 2]) ?? .nan, Double(cells[cells.count - 1]) ?? .nan)
                sums[key, default: (0, 0)].people += people
                sums[key, default: (0, 0)].model += model
            }
            #expect(sums.count > 100)
            for (key, sum) in sums {
                #expect(abs(sum.people - 1) < 1e-12 && abs(sum.model - 1) < 1e-12, "\(key): \(sum)")
            }
        }
    }

    /// Rows come in any order; a code that is none is an error.
    @Test func theFunctionsDoNotDependOnTheOrderOfRows() throws {
        try Program.inFreshFolder { program in
            let answers = """
                ('a', 'x', 1, 1, 1), ('a', 'x', 2, 2, 1), ('a', 'y', 1, 2, 2), ('b', 'x', 2, 1, 3), ('b', 'x', 1, 2, 3),
                ('b', 'y', 1, 2, 4), ('c', 'z', 3, 1, 5), ('c', 'y', 3, null, 6), (null, 'x', 1, 1, 7)
                """
            func ask(_ order: String, _ code: String = "code") throws -> RunResult {
                try program.shell(
                    """
                    cultivar query --format csv --store none.sqlite "
                        with answers(part, respondent, question, code, place) as (values \(answers))
                        select survey_distances(part, respondent, question, \(code), 1, place, 1, 100) as found
                        from (select * from answers order by place \(order) limit 10)" | tail -n +2
                    """)
            }
            expect(
                succeeds: try program.shell(
                    "printf 'text\na\n' > one.csv && cultivar ingest one.csv --store none.sqlite --quiet"))
            let found = try ask("").output
            #expect(try found == ask("desc").output)
            // The groups a and b have two questions in common, and none with c.
            #expect(found.contains("\"\"first\"\":\"\"a\"\",\"\"second\"\":\"\"b\"\",\"\"questions\"\":2"), "\(found)")
            #expect(!found.contains("\"\"c\"\""))
            for code in ["'x'", "1.5", "3000000000"] {
                let run = try ask("", code)
                #expect(run.code != 0 && run.errors.contains("code"), "\(code): \(run)")
            }
        }
    }
}
