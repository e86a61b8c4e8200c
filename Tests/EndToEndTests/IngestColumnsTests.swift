import Foundation
import Testing

/// What `ingest`, its dry run and `info` say of the columns of files without a profile.
@Suite struct IngestColumnsTests {
    @Test func theClosingLinesSayWhatWasAddedWidenedAndLeftOut() throws {
        try Program.inFreshFolder { program in
            let early = (1...1_100).map { "{\"id\": \($0), \"text\": \"a\", \"score\": \($0 % 5), \"p\": 1}\n" }
                .joined()
            let late = "{\"id\": 1101, \"text\": \"b\", \"score\": 0.5, \"p\": \"NA\", \"country\": \"Kenya\"}\n"
            try program.write(early + late, to: "a.jsonl")
            let result = try program.run("ingest", "a.jsonl")
            #expect(result.code == 0)
            let lines = result.output.split(separator: "\n").dropLast()
            #expect(
                Array(lines) == [
                    "column places added: the first rows have no value of it; noticed from record 1,101 on",
                    "column score widened from integer to real: values after the first rows are of another kind; noticed "
                        + "from record 1,101 on",
                    "column p: 1 word such as NA, nan or null among its numbers read as no value",
                    "1 field left out (an identifier: a different number in each of 1000 rows): id",
                ])
            let info = try program.run("info")
            for words in [
                "Fields of files without a profile", "an identifier", "from integer to real, from record 1101 on",
            ] {
                #expect(info.output.contains(words), "\(words)")
            }
        }
    }

    /// A file without a header lost its first record without a word.
    @Test func aFirstLineThatMayBeARecordIsTold() throws {
        try Program.inFreshFolder { program in
            let question = String(repeating: "How many ducks has Janet? ", count: 5)
            try program.write("\(question)\t18\n\(question)\t3\n\(question)\t7\n", to: "questions.tsv")
            let result = try program.run("ingest", "questions.tsv")
            #expect(
                result.output.contains("“How many ducks has Janet? How many ducks…”: if it is a record"), "\(result)")
            try program.write("country,2019,2020\nKenya,1,2\nPeru,3,4\n", to: "years.csv")
            let years = try program.run("ingest", "years.csv", "--store", "years.sqlite")
            #expect(!years.output.contains("first line"), "\(years)")
        }
    }

    /// Values such as `3,5` were stored as texts without a word, and `avg` of them was 3.
    @Test func decimalCommasAreTold() throws {
        try Program.inFreshFolder { program in
            try program.write(
                "text;lang;Note;codes;places\nHallo;de;3,5;a,b;Ulm, Bonn\nTag;de;4,0;b;Kiel\nBonjour;fr;1.234,5;c;Metz\n",
                to: "notes.csv")
            let result = try program.run("ingest", "notes.csv")
            #expect(
                result.output.contains(
                    "column note: values such as 3,5 are stored as texts; if they are numbers with a decimal comma, make it "
                        + "a measure with `decimal: \",\"` in a profile\n"), "\(result)")
            #expect(!result.output.contains("column codes") && !result.output.contains("column places"), "\(result)")
        }
    }

    /// Regression: a file without a record was not named.
    @Test func filesWithoutARecordAreNamed() throws {
        try Program.inFreshFolder { program in
            for number in 1...5 { try program.write("", to: "empty\(number).jsonl") }
            try program.write("{\"text\": \"a\"}\n", to: "one.jsonl")
            let result = try program.run("ingest", ".")
            #expect(
                result.output.contains("without a record: ./empty1.jsonl, ./empty2.jsonl, ./empty3.jsonl and 2 more\n"),
                "\(result)")
        }
    }

    /// A column with the name of one of the store's own got another name without a word.
    @Test func otherNamesOfColumnsAreTold() throws {
        try Program.inFreshFolder { program in
            try program.write("w,file,country\n1.5,a,Kenya\n1.5,b,Peru\n2,a,India\n", to: "names.csv")
            let result = try program.run("ingest", "names.csv")
            #expect(result.output.contains("stored with another: file as file_value, w as w_value\n"), "\(result)")
        }
    }

    @Test func standardInputIsReadFromItsBeginningWhereItBecomesAnother() throws {
        try Program.inFreshFolder { program in
            let text =
                String(repeating: "{\"text\": \"a\"}\n", count: 1_100) + "{\"text\": \"b\", \"country\": \"Kenya\"}\n"
            #expect(try program.run("ingest", "-", "--quiet", input: text).code == 0)
            expect(
                try program.run(
                    "query", "select country, sum(n) as samples from countries group by country", "--format", "csv"),
                output: "country,samples\nKenya,1\n")
        }
    }

    @Test func aDryRunDescribesFilesThatAreAlikeOnce() throws {
        try Program.inFreshFolder { program in
            for number in 1...5 {
                try program.write("{\"text\": \"t\(number)\", \"kind\": \"k\"}\n", to: "f\(number).jsonl")
            }
            let result = try program.run(
                "ingest", "f1.jsonl", "f2.jsonl", "f3.jsonl", "f4.jsonl", "f5.jsonl", "--dry-run", "--dataset", "d")
            #expect(result.code == 0)
            #expect(
                result.output.hasPrefix(
                    "f1.jsonl, f2.jsonl, f3.jsonl and 2 more files (140 B): data set d, no profile; the mapping found in 5 rows"
                ))
            #expect(result.output.split(separator: "\n").count == 4)
            #expect(result.output.contains("k"))
        }
    }

    @Test func aDryRunRefusesWhatIngestRefuses() throws {
        try Program.inFreshFolder { program in
            try program.write("{\"text\": \"t\", \"kind\": \"k\"}\n", to: "a.jsonl")
            try program.write(
                "name: p\ninputs:\n  - files: \"*.jsonl\"\n    text: text\n    measures: {kind: kind}\n", to: "p.yaml")
            #expect(try program.run("ingest", "a.jsonl", "--quiet").code == 0)
            try program.write("{\"text\": \"t\", \"kind\": 7}\n", to: "b.jsonl")
            let dry = try program.run("ingest", "b.jsonl", "--profile", "./p.yaml", "--dry-run")
            let real = try program.run("ingest", "b.jsonl", "--profile", "./p.yaml", "--quiet")
            #expect(dry.code == 1 && real.code == 1)
            #expect(dry.errors == real.errors)
        }
    }

    @Test func aDryRunWithAProfileShowsValues() throws {
        try Program.inFreshFolder { program in
            try program.write("{\"text\": \"t\", \"kind\": 7}\n{\"text\": \"u\", \"kind\": \"x\"}\n", to: "b.jsonl")
            try program.write(
                "name: p\ninputs:\n  - files: \"*.jsonl\"\n    text: text\n    measures: {size: kind}\n", to: "p.yaml")
            let dry = try program.run("ingest", "b.jsonl", "--profile", "./p.yaml", "--dry-run")
            #expect(dry.output.contains("kind  size (integer)  a value in 1 of 2 rows, 1 distinct: 7"))
            #expect(dry.output.contains("1 of these rows would be rejected: size: not a number"))
        }
    }
}
