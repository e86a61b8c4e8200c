import Foundation
import Testing

/// Reports on a corpus without culture tags, against numbers that the test counts itself.
///
/// Seven reports were refused on such a corpus.
@Suite struct UntaggedCorpusTests {
    private struct Sample {
        var source: String
        var language: String
        var domain: String
        var task: String
        var places: [String]

        var stage: String { source == "web" || source == "news" ? "pretraining" : "sft" }
        var country: Set<String> { Set(places) }
    }

    private static let samples: [Sample] = (0..<240).map { number in
        let languages = ["English", "French", "Spanish", "Hausa", "English"]
        let places = ["Egypt", "Peru", "Japan", "Kenya", "Chile"]
        let source = ["web", "news", "aya", "ultra", "forum"][(number * 7 + number / 9) % 5]
        let shift = source == "web" ? 0 : source == "aya" ? 2 : 1
        return Sample(
            source: source, language: languages[(number / 3 + shift) % (source == "ultra" ? 2 : 5)],
            domain: ["food", "law", "sport"][(number * number / 5 + shift) % 3],
            task: ["write", "answer"][number / 2 % 2],
            places: (0..<(number % 3)).map { places[(number / 4 + $0 * 2 + shift) % 5] })
    }

    private func withCorpus(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            let rows = Self.samples.enumerated().map { index, sample in
                "text \(index),\(sample.source),\(sample.language),\(sample.domain),\(sample.task),"
                    + sample.places.joined(separator: ";")
            }
            try program.write(
                (["text,source,language,domain,task,places"] + rows).joined(separator: "\n") + "\n", to: "corpus.csv")
            try program.write(
                "source,stage\nweb,pretraining\nnews,pretraining\naya,sft\nultra,sft\nforum,sft\n", to: "stages.csv")
            expect(
                succeeds: try program.run(
                    "ingest", "corpus.csv", "--stages", "stages.csv", "--quiet", "--store", "corpus.sqlite"))
            try body(program)
        }
    }

    /// The rows of a table, as it is asked for by one report's name.
    private func rows(_ program: Program, _ name: String, _ options: String...) throws -> [[String: Any]] {
        let line = "cultivar report \(name) \(options.joined(separator: " ")) --format jsonl --store corpus.sqlite"
        let result = try program.shell(line)
        #expect(result.code == 0, "\(result.errors)")
        return try result.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func number(_ row: [String: Any], _ column: String) -> Double {
        (row[column] as? NSNumber)?.doubleValue ?? .nan
    }

    private func near(_ one: Double, _ other: Double) -> Bool { abs(one - other) < 1e-9 }

    /// Wilson's interval of k of n.
    private func wilson(_ k: Int, _ n: Int) -> (low: Double, high: Double) {
        let (z, n, p) = (1.959963984540054, Double(n), Double(k) / Double(n))
        let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return (centre - half, centre + half)
    }

    @Test func domainsAndTasks() throws {
        try withCorpus { program in
            for (report, value) in [("domains", \Sample.domain), ("tasks", \Sample.task)] {
                let found = try rows(program, "\(report)", "--clusters none --by stage").filter { $0["total"] != nil }
                let first = found.filter { $0["domain"] == nil || report == "domains" }
                let column = String(report.dropLast())
                #expect(first.count == Set(Self.samples.map { "\($0.stage) \($0[keyPath: value])" }).count)
                for row in first {
                    let total = Self.samples.filter { $0.stage == row["by"] as? String }
                    let k = total.filter { $0[keyPath: value] == row[column] as? String }.count
                    let ends = wilson(k, total.count)
                    #expect(number(row, "n") == Double(k) && number(row, "total") == Double(total.count))
                    #expect(near(number(row, "share"), Double(k) / Double(total.count)))
                    #expect(near(number(row, "share_low"), ends.low) && near(number(row, "share_high"), ends.high))
                }
            }
            for row in try rows(program, "tasks-domain") {
                let k = Self.samples.filter {
                    $0.task == row["task"] as? String && $0.domain == row["domain"] as? String
                }.count
                #expect(number(row, "n") == Double(k) && near(number(row, "share"), Double(k) / 240))
                // Intervals are over sources.
                #expect(number(row, "clusters") == 5)
            }
        }
    }

    @Test func composition() throws {
        try withCorpus { program in
            let found = try rows(program, "composition", "--clusters none")
            var countries = 0
            for row in found {
                let dimension = row["dimension"] as? String
                let part = Self.samples.filter { $0.stage == row["by"] as? String }
                let named = dimension == "country" ? part.filter { !$0.places.isEmpty } : part
                #expect(number(row, "total") == Double(named.count))
                guard dimension == "country", let value = row["value"] as? String else { continue }
                // Each sample in equal parts for its countries.
                let k = named.filter { $0.country.contains(value) }.map { 1 / Double($0.country.count) }.reduce(0, +)
                #expect(near(number(row, "n"), k) && near(number(row, "share"), k / Double(named.count)))
                countries += 1
            }
            #expect(countries == 10)
            // The shares of a dimension add up to 1.
            for (_, rows) in Dictionary(grouping: found, by: { "\($0["by"] ?? "") \($0["dimension"] ?? "")" }) {
                #expect(near(rows.map { number($0, "share") }.reduce(0, +), 1))
            }
        }
    }

    @Test func decay() throws {
        try withCorpus { program in
            let shares = try rows(program, "decay").filter { $0["k"] != nil && $0["dimension"] as? String == "country" }
            #expect(shares.count == 10)
            func share(_ country: String?, _ stage: String?) -> Double {
                let named = Self.samples.filter { $0.stage == stage && !$0.places.isEmpty }
                return Double(named.filter { $0.country.contains(country ?? "") }.count) / Double(named.count)
            }
            for row in shares {
                let (country, stage) = (row["value"] as? String, row["stage"] as? String)
                #expect(near(number(row, "share"), share(country, stage)))
                #expect(near(number(row, "ratio_first"), share(country, stage) / share(country, "pretraining")))
            }
            let divergence = try rows(program, "decay-divergence").filter { $0["dimension"] as? String == "language" }
            let languages = Set(Self.samples.map(\.language)).map { language in
                ["pretraining", "sft"].map { stage in
                    let part = Self.samples.filter { $0.stage == stage }
                    return Double(part.filter { $0.language == language }.count) / Double(part.count)
                }
            }
            let distance = languages.map { abs($0[0] - $0[1]) }.reduce(0, +) / 2
            #expect(divergence.count == 1 && near(number(divergence[0], "total_variation"), distance))
        }
    }

    @Test func multilinguality() throws {
        try withCorpus { program in
            let curve = try rows(program, "multilinguality", "--replicates 100").filter {
                $0["arrangement"] as? String == "size down" && $0["rank"] != nil
            }
            var languages: [String] = []
            for row in curve {
                languages.append(row["name"] as? String ?? "")
                let so = Self.samples.filter { languages.contains($0.language) }
                #expect(number(row, "cumulative_n") == Double(so.count))
                #expect(number(row, "cumulative_places") == Double(Set(so.flatMap(\.places)).count))
                #expect(row["cumulative_share"] is NSNull)
            }
            #expect(languages.count == 4)
        }
    }

    @Test func correlation() throws {
        try withCorpus { program in
            let found = try rows(program, "multilinguality-correlation")
            #expect(!found.contains { $0["y"] as? String == "cultural_share" })
            let row = try #require(
                found.first {
                    $0["x"] as? String == "languages" && $0["y"] as? String == "effective_places"
                        && $0["coefficient"] as? String == "pearson"
                })
            let sources = Dictionary(grouping: Self.samples, by: \.source).values
            let x = sources.map { Double(Set($0.map(\.language)).count) }
            let y = sources.map { samples in
                let counts = Dictionary(samples.flatMap(\.country).map { ($0, 1.0) }, uniquingKeysWith: +)
                let total = counts.values.reduce(0, +)
                return exp(counts.values.map { -$0 / total * log($0 / total) }.reduce(0, +))
            }
            let (mean, other) = (x.reduce(0, +) / 5, y.reduce(0, +) / 5)
            let product = zip(x, y).map { ($0 - mean) * ($1 - other) }.reduce(0, +)
            let squares =
                x.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) * y.map { ($0 - other) * ($0 - other) }.reduce(0, +)
            #expect(near(number(row, "value"), product / squares.squareRoot()) && number(row, "n") == 5)
        }
    }

    @Test func whatHasNoMeaningSaysWhatHas() throws {
        try withCorpus { program in
            let explained = try program.run("report", "decay-explained", "--store", "corpus.sqlite")
            #expect(explained.code == 1 && explained.errors.contains("decay-all has the shares of languages"))
            let trend = try program.run("report", "decay-trend", "--store", "corpus.sqlite")
            #expect(trend.code == 1 && trend.errors.contains("decay-all, over all samples, stands in for it"))
        }
    }

    @Test func titlesSayThatAllSamplesAreCounted() throws {
        try withCorpus { program in
            let titles = [
                "composition": "Composition of all samples", "domains": "Domains of all samples",
                "tasks": "Tasks of all samples",
                "decay": "Shares of languages, countries, domains and tasks along the pipeline, of all samples",
                "multilinguality": "Multilinguality and cultural breadth (all samples)",
                "multilinguality-correlation": "Diversity of languages and of places (all samples)",
            ]
            for (report, title) in titles {
                let result = try program.run("report", report, "--store", "corpus.sqlite")
                #expect(result.output.hasPrefix(title + "\n"), "\(report): \(result.output.prefix(80))")
            }
            // In a folder each has its files, and the folder answers for itself.
            let names = titles.keys.sorted().joined(separator: " ")
            expect(
                succeeds: try program.shell(
                    "cultivar report \(names) --out tables --replicates 100 --store corpus.sqlite"))
            for name in titles.keys {
                #expect(program.exists("tables/\(name).csv") != program.exists("tables/\(name)-all.csv"), "\(name)")
            }
            let verified = try program.run("report", "verify", "tables", "--store", "corpus.sqlite")
            #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
        }
    }
}
