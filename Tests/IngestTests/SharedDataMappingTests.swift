import Foundation
import Testing

@testable import Ingest

/// The shipped profiles over the real data: the counts that others worked out from the same files.
@Suite("Shipped profiles over the shared data", .enabled(if: SharedData.isPresent, SharedData.missing))
struct SharedDataMappingTests {
    @Test func dataProvenance() throws {
        let table = try MappedTable(profile: "dpi-text", folder: "dpi-text")
        #expect(table.files == 108)
        #expect(table.rowCount == 2311)
        #expect(table.rejects.isEmpty && table.readRejects.isEmpty)
        #expect(table.whole("dataset_id").count == 2310)
        #expect(table.whole("languages").count == 550)
        #expect(table.mentions("languages") == 2996)
        #expect(
            try table.whole("language_groups")
                == SharedData.expectedCounts("dpi-text", "language_groups_whole_last_wins"))
        #expect(
            try table.whole("language_groups_all")
                == SharedData.expectedCounts("dpi-text", "language_groups_whole_all_groups"))
        #expect(try table.whole("task_groups") == SharedData.expectedCounts("dpi-text", "task_groups_whole_last_wins"))
        #expect(
            try table.whole("task_groups_all") == SharedData.expectedCounts("dpi-text", "task_groups_whole_all_groups"))
        #expect(try table.whole("domains") == SharedData.expectedCounts("dpi-text", "domain_groups_whole_last_wins"))
        #expect(try table.whole("stage") == SharedData.expectedCounts("dpi-text", "stage_by_rule"))
        #expect(try table.whole("formats") == SharedData.expectedCounts("dpi-text", "format_whole"))
        #expect(table.whole("tasks").count == 394)
        #expect(table.whole("text_sources").values.reduce(0, +) == 9372)
        #expect(table.whole("creators").count == 454)
        #expect(table.whole("places").count == 58)
        #expect(table.whole("places").values.reduce(0, +) == 2739)
        #expect(table.mentions("places") == 3846)
        #expect(table.whole("creator_countries_all").values.reduce(0, +) == 2740)
        #expect(table.whole("licences").values.reduce(0, +) == 3927)
        #expect(table.whole("human_annotation") == ["Yes": 1124, "No": 1104])
        #expect((table.whole("generating_models").count > 0))
        #expect(table.sum("num_dialogs") == 948_125_391)
        #expect(abs(table.sum("tokens") / 2080645245506.009 - 1) < 1e-9)
        let years = table.numbers["year"] ?? []
        var counted = Dictionary(grouping: years.compactMap(\.self)) { String(Int($0)) }.mapValues(\.count)
        counted["Unknown"] = years.count { $0 == nil }
        #expect(try counted == SharedData.expectedCounts("dpi-text", "year_earliest_date"))
    }

    @Test func blend() throws {
        let answers = try MappedTable(profile: "blend", dataset: "blend-answers", folder: "blend")
        #expect(answers.rowCount == 28293)
        #expect(answers.sum("votes") == 48299)
        let regions = try SharedData.expected("blend", "per_region", as: [String: [String: Any]].self)
        #expect(regions.count == 16)
        for (region, counts) in regions {
            #expect(answers.whole("places")[region] == counts["answer_groups"] as? Int)
            #expect(answers.sums("votes", by: "places")[region].map { Int($0) } == counts["votes"] as? Int)
            #expect(
                answers.sums("answer_strings", by: "places")[region].map { Int($0) } == counts["answer_strings"] as? Int
            )
            #expect(
                answers.sums("en_answer_strings", by: "places")[region].map { Int($0) }
                    == counts["en_answer_strings"] as? Int)
        }
        #expect(
            answers.emptyRecords == regions.values.reduce(0) { $0 + ($1["questions_without_annotation"] as? Int ?? 0) })
        let reasons = try MappedTable(profile: "blend", dataset: "blend-no-answer", folder: "blend")
        let idks = reasons.sums("idks", by: "reason")
        #expect(idks["idk"] == 3810 && idks["no-answer"] == 2137 && idks["not-applicable"] == 1978)
        #expect(idks.count == 79)
        let questions = try MappedTable(profile: "blend", dataset: "blend-questions", folder: "blend")
        #expect(questions.rowCount == 8000)
        #expect(try questions.whole("domain") == SharedData.expectedCounts("blend", "questions_by_topic"))
        #expect(try questions.whole("source") == SharedData.expectedCounts("blend", "questions_by_source_raw"))
    }

    @Test func mgsm() throws {
        let table = try MappedTable(profile: "mgsm", folder: "mgsm")
        #expect(table.rowCount == 2750)
        let languages = try SharedData.expected("mgsm", "per_language", as: [String: [String: Any]].self)
        #expect(table.whole("language") == languages.mapValues { $0["rows"] as? Int ?? 0 })
        #expect(table.sums("answer", by: "language").values.allSatisfy { $0 == 794_988 })
        var length: [String: Int] = [:]
        for (language, text) in zip(table.tag("language"), table.texts["text"] ?? []) {
            length[language ?? "", default: 0] += text?.unicodeScalars.count ?? 0
        }
        #expect(length == languages.mapValues { $0["question_code_points"] as? Int ?? 0 })
    }

    @Test func rootsTables() throws {
        let meta = try MappedTable(profile: "roots", dataset: "roots-meta", folder: "roots")
        #expect(meta.rowCount == 421)
        #expect(meta.whole("source").count == 102)
        #expect(meta.whole("language_as_listed").count == 54)
        #expect(meta.whole("language").count == 47)
        #expect(meta.sum("bytes") == 1_441_727_691_798)
        #expect(meta.sums("bytes", by: "language")["zh"] == 214_831_508_715)
        #expect(meta.sum("documents") == 1_281_664_079)
        let websites = try MappedTable(profile: "roots", dataset: "roots-candidate-websites", folder: "roots")
        #expect(websites.rowCount == 456)
        #expect(websites.whole("places").count == 35)
        #expect(websites.whole("language") == ["es": 420, "en": 33, "zh": 3])
        let seeds = try MappedTable(profile: "roots", dataset: "roots-seeds", folder: "roots")
        #expect(seeds.rowCount == 605)
        let catalogue = try MappedTable(profile: "roots", dataset: "roots-catalogue", folder: "roots")
        #expect(catalogue.rowCount == 192)
        #expect(catalogue.whole("languages").count == 432)
        #expect(catalogue.whole("languages").values.reduce(0, +) == 955)
        #expect(catalogue.whole("places").count == 102)
        #expect(catalogue.whole("places").values.reduce(0, +) == 437)
        #expect(catalogue.whole("custodian_location").values.reduce(0, +) == 164)
        #expect(catalogue.whole("domains") == ["text": 155, "audiovisual": 23, "image": 20])
        #expect(catalogue.whole("has_licences") == ["Yes": 125, "Unclear": 27, "No": 10])
        #expect(catalogue.whole("entry_type") == ["primary": 98, "processed": 64, "organization": 30])
    }

    @Test func rootsMetrics() throws {
        let sites = try MappedTable(profile: "roots", dataset: "roots-sites", folder: "roots")
        #expect(sites.rowCount == 429)
        #expect(sites.sum("captures") == 35_410_516)
        #expect(sites.sum("warc_bytes") == 945_444_012_409)
        let languages = try MappedTable(profile: "roots", dataset: "roots-site-languages", folder: "roots")
        #expect(languages.whole("detected_languages").count == 1642)
        #expect(languages.sum("captures") == 35_228_499)
        let first = languages.sums("captures", by: "first_language")
        #expect(first.count == 118)
        #expect(first["spa"] == 31_859_638)
        let years = try MappedTable(profile: "roots", dataset: "roots-site-years", folder: "roots")
        var captures: [Int: Double] = [:]
        for (year, count) in zip(years.numbers["year"] ?? [], years.numbers["captures"] ?? []) {
            captures[Int(year ?? 0), default: 0] += count ?? 0
        }
        #expect(captures == [2020: 17_078_730, 2021: 18_331_786])
    }

    @Test func webPretraining() throws {
        let sample = try MappedTable(profile: "web-pretrain", dataset: "c4-sample", folder: "web-pretrain")
        #expect(sample.rowCount == 1000)
        #expect(sample.whole("top_level_domain").count == 52)
        #expect(sample.whole("host").count == 996)
        #expect(sample.texts["text"]?.reduce(0) { $0 + ($1?.utf8.count ?? 0) } == 2_173_681)
        #expect(sample.numbers["year"]?.allSatisfy { $0 == 2019 } == true)
        #expect(sample.whole("places").values.reduce(0, +) == 173)
        #expect(sample.whole("places").count == 35)
        let tokens = try MappedTable(profile: "web-pretrain", dataset: "url-tokens", folder: "web-pretrain")
        #expect(tokens.rowCount == 3 * 13989)
        // The 215th is the empty label of a name that ends with a dot.
        #expect(tokens.whole("top_level_domain").count == 214)
        #expect(tokens.tag("top_level_domain").count { $0 == nil } == 3)
        #expect(tokens.whole("top_level_domain")["com"] == 3 * 8886)
        #expect(
            tokens.sums("tokens", by: "source")
                == ["C4": 20_858_600_725, "RefinedWeb": 76_448_522_604, "Dolma": 463_074_242_038])
        #expect(tokens.whole("places").count == 121)
        #expect(tokens.whole("places").values.reduce(0, +) == 3 * 2740)
    }

    @Test func alignment() throws {
        let prompts = try MappedTable(profile: "alignment", dataset: "wvs-prompts", folder: "alignment")
        #expect(prompts.rowCount == 2400)
        #expect(prompts.whole("language") == ["da": 600, "en": 600, "nl": 600, "pt": 600])
        #expect(prompts.whole("domain").count == 506)
        #expect(prompts.whole("prompt_index").count == 1200)
        #expect(prompts.numbers["controversy"]?.count { $0 == nil } == 1200)
        #expect(prompts.whole("is_congruent") == ["true": 1200, "false": 1200])
        let truth = try MappedTable(profile: "alignment", dataset: "wvs-ground-truth", folder: "alignment")
        #expect(truth.rowCount == 1062)
        #expect(truth.whole("places").count == 13)
        let scores = try MappedTable(profile: "alignment", dataset: "wvs-model-scores", folder: "alignment")
        #expect(scores.rowCount == 11152)
        #expect(scores.whole("model_family") == ["Baseline": 2004, "gemma": 2869, "olmo": 3164, "openai": 3115])
        let messages = try MappedTable(profile: "alignment", dataset: "oasst", folder: "alignment")
        #expect(messages.rowCount == 1167)
        #expect(messages.whole("message_tree_id").count == 100)
        #expect(messages.whole("speaker") == ["assistant": 687, "prompter": 480])
        #expect(messages.whole("synthetic") == ["true": 22, "false": 1145])
        #expect(messages.numbers["rank"]?.count { $0 == nil } == 526)
        #expect(messages.numbers["depth"]?.count { $0 == 3 } == 346)
    }
}
