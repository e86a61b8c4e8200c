import SQLite
import Surveys
import Warehouse

/// The answers of one survey in a store, respondent by respondent.
struct StoredAnswers {
    let profile: SurveyProfile
    let questions: QuestionSet
    let hasWeights: Bool
    private let store: Store
    private let dataset: String

    /// - Parameters:
    ///   - dataset: the survey; nil if the store has one.
    ///   - questions: nil for those of the store.
    /// - Throws: `SurveyLoadError`, `SurveyError`, `StoreError`, `SQLError`.
    init(store: Store, dataset: String?, profile: SurveyProfile, questions: QuestionSet?) throws {
        guard store.factTables.contains(where: { $0.name == "answers" }) else {
            throw SurveyLoadError.noAnswers(store: store.path, dataset: dataset, datasets: [])
        }
        let datasets = try store.connection.rows(
            "select dataset from answers group by dataset order by dataset"
        ).compactMap { $0[0].text }
        if let dataset, !datasets.contains(dataset) {
            throw SurveyLoadError.noAnswers(store: store.path, dataset: dataset, datasets: datasets)
        }
        guard dataset != nil || datasets.count < 2 else {
            throw SurveyLoadError.severalSurveys(store: store.path, datasets: datasets)
        }
        guard let chosen = dataset ?? datasets.first else {
            throw SurveyLoadError.noAnswers(store: store.path, dataset: nil, datasets: [])
        }
        self.store = store
        self.dataset = chosen
        self.profile = profile
        self.questions = try questions ?? Self.questions(store, chosen)
        let names = Set(store.relations.first { $0.name == "answers" }?.columns.map(\.name) ?? [])
        let needed = ["respondent", "country", "ordinal", "question", "code"]
        guard names.isSuperset(of: needed) else {
            throw SurveyLoadError.otherAnswers(store: store.path, missing: needed.filter { !names.contains($0) })
        }
        let people = store.relations.first { $0.name == "respondents" }
        let isWeighted = names.contains("weight") && people?.columns.contains { $0.name == "weight" } == true
        let weighted =
            try isWeighted
            ? store.connection.value("select count(weight) from respondents where dataset = ?", .text(chosen)) : 0
        hasWeights = (weighted.integer ?? 0) > 0
    }

    /// The questions that were stored with the survey.
    private static func questions(_ store: Store, _ dataset: String) throws -> QuestionSet {
        let rows = try store.connection.rows(
            """
            select question, topic, text, options, scale from questions
            where question in (select question from answers where dataset = ? group by question)
            order by id
            """, .text(dataset))
        return try QuestionSet(
            rows.map { row in
                let codes = row[4].text.map { $0.split(separator: " ").compactMap { Int32($0) } }
                let scale = codes.map(Scale.codes) ?? .open
                guard let option = row[3].text else {
                    return SurveyQuestion(
                        id: row[0].text ?? "", topic: row[1].text ?? "", text: row[2].text ?? "", scale: scale)
                }
                return try SurveyQuestion(
                    id: row[0].text ?? "", topic: row[1].text ?? "", text: row[2].text ?? "", option: option,
                    scale: scale)
            }, file: store.path)
    }

    /// The answers counted by block, question and code.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(cells), and O(respondents · questions) for countries with blocks of the first respondents.
    func tally() throws -> SurveyTally {
        var tally = SurveyTally(profile: profile, questions: questions)
        var blocks: [Culture.Block] = []
        // In the order in which the countries were loaded.
        for row in try store.connection.rows(
            "select country from respondents where dataset = ? group by country order by min(id)", .text(dataset))
        {
            blocks += tally.addCountry(row[0].text ?? "", isWeighted: hasWeights)
        }
        for first in Set(blocks.map(\.first)) {
            let wanted = Set(blocks.filter { $0.first == first })
            try count(wanted, first: first, in: &tally)
        }
        if let leftOut = profile.paper.leftOut {
            for row in try store.connection.rows(
                "select country, question, code from answers where dataset = ? and ordinal = ? and code is not null",
                .text(dataset), .integer(Int64(leftOut)))
            {
                let country = row[0].text ?? ""
                guard profile.paper.leftOut(in: country) != nil, let code = row[2].integer else { continue }
                tally.addLeftOut(Int32(clamping: code), question: row[1].text ?? "", country: country)
            }
        }
        return tally
    }

    private func count(_ blocks: Set<Culture.Block>, first: Int?, in tally: inout SurveyTally) throws {
        let condition = first.map { "and ordinal <= \($0)" } ?? ""
        let weight = hasWeights ? "weight" : "1.0"
        for row in try store.connection.rows(
            """
            select country, count(*), sum(\(weight)), sum(\(weight) * \(weight)) from respondents
            where dataset = ? \(condition)
            group by country
            """, .text(dataset))
        {
            let block = Culture.Block(country: row[0].text ?? "", first: first)
            guard blocks.contains(block) else { continue }
            tally.add(
                WeightSums(
                    count: Int(row[1].integer ?? 0), sum: row[2].number ?? 0, squares: row[3].number ?? 0), to: block)
        }
        let sum = hasWeights ? "sum(weight)" : "1.0 * count(*)"
        for row in try store.connection.rows(
            """
            select country, question, code, count(*), \(sum) from answers
            where dataset = ? and code is not null \(condition)
            group by country, question, code
            """, .text(dataset))
        {
            let block = Culture.Block(country: row[0].text ?? "", first: first)
            guard blocks.contains(block), let code = row[2].integer else { continue }
            tally.add(
                Int32(clamping: code), question: row[1].text ?? "", count: Int(row[3].integer ?? 0),
                weight: row[4].number ?? 0, to: block)
        }
    }

    /// Passes all respondents in the order in which they were loaded.
    ///
    /// - Parameter body: gets country, number in the country, weight, and a code per question of the set;
    ///   `AnswerCode.blank` for none.
    ///
    /// - Throws: what the body throws; `SurveyLoadError`, `StoreError`, `SQLError`.
    func read(_ body: (String, Int, Double, [Int32]) throws -> Void) throws {
        guard let table = store.factTables.first(where: { $0.name == "answers" }) else { return }
        var rows = try StoredAnswerRows(
            store, table: table, dataset: dataset, questions: questions.questions.map(\.id), hasWeights: hasWeights)
        try rows.read(body)
    }
}
