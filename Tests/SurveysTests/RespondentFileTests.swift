import Readers
import TestSupport
import Testing

@testable import Surveys

@Suite struct RespondentFileTests {
    static func profile(_ yaml: String = "") throws -> SurveyProfile {
        try SurveyProfile(
            yaml: """
                name: test
                columns:
                  country: [alpha, number]
                  respondent: id
                  weight: w
                  question: Q{id}
                  attributes: {sex: [sex, gender]}
                  not_respondents: [Avg]
                missing:
                  - {code: -1, status: dont_know, wording: "Don't know"}
                  - {code: -2, status: no_answer}
                  - {code: -4, status: not_asked}
                  - {code: -5, status: missing}
                countries:
                  - {code: IRQ, name: Iraq, aliases: ["368"]}
                cultures:
                  - {name: Arabic, blocks: [{country: IRQ}]}
                \(yaml)
                """, file: "test.yaml")
    }

    static func questions(_ ids: String...) throws -> QuestionSet {
        try QuestionSet(ids.map { try SurveyQuestion(id: $0, topic: "T", text: "Text", option: "1. A 4. B") })
    }

    /// All answers of a file.
    private func read(
        _ text: String, questions: QuestionSet?, country: String? = nil, options: ReaderOptions = ReaderOptions()
    ) throws -> (file: RespondentFile, answers: [Answer], batches: [RespondentBatch]) {
        let folder = try TemporaryFolder()
        let file = try RespondentFile(
            path: folder.write(text, to: "wave.csv"), profile: Self.profile(), questions: questions, country: country,
            options: options)
        var answers: [Answer] = []
        var batches: [RespondentBatch] = []
        while let batch = try file.nextBatch() {
            file.forEachAnswer(batch) { answers.append($0) }
            batches.append(batch)
        }
        return (file, answers, batches)
    }

    @Test func everyStatus() throws {
        let found = try read(
            "alpha,Q1\r\nIRQ,1\r\nIRQ,-1\r\nIRQ,-2\r\nIRQ,-4\r\nIRQ,-5\r\nIRQ,9\r\nIRQ,\r\nIRQ,-3\r\n",
            questions: Self.questions("1"))
        #expect(
            found.answers.map(\.status)
                == [.valid, .dontKnow, .noAnswer, .notAsked, .missing, .outsideScale, .missing, .outsideScale])
        #expect(found.answers.map(\.code) == [1, -1, -2, -4, -5, 9, nil, -3])
        #expect(found.file.rejects.total == 0)
        #expect(try Self.profile().wording(of: -1) == "Don't know")
    }

    @Test func rolesOfColumns() throws {
        let found = try read(
            " number ;gender; Q2;w;Q1;id;note;Q7\n368;f;2;0,5;1;a;x;3\n368;;3;1.5;;;y;4\nAvg;;2.5;;1.25;;z;\n10;m;4;2;1;c;;\n",
            questions: Self.questions("1", "2", "3"))
        #expect(found.file.layout.questions.map(\.question.id) == ["1", "2"])
        #expect(found.file.layout.questionsWithoutColumn == ["3"])
        #expect(found.file.layout.unknownQuestions == ["7"])
        #expect(found.file.layout.otherColumns == ["note"])
        let batch = try #require(found.batches.first)
        #expect(batch.identifiers == ["a", "IRQ-2", "c"])
        #expect(batch.weights == [0, 1.5, 2])
        #expect(batch.attributes == [["f", nil, "m"]])
        #expect(batch.codes == [[1, AnswerCode.blank, 1], [2, 3, 4]])
        #expect(batch.ordinals == [1, 2, 1])
        #expect(found.file.countries == ["IRQ", "10"])
        #expect(found.file.rowsOfSums == 1)
        #expect(found.file.rejects.counts == [.badWeight: 1])
        #expect(found.answers[0].culture == "Arabic" && found.answers.last?.culture == nil)
    }

    @Test func cellsThatAreNoCodes() throws {
        let found = try read(
            "alpha,Q1\nIRQ,yes\nIRQ,1.5\nIRQ,2.0\nIRQ, 3 \nIRQ,+4\nIRQ,99999999999\nIRQ,-\nIRQ,1e1\n",
            questions: Self.questions("1"))
        #expect(found.answers.map(\.code) == [nil, nil, 2, 3, 4, nil, nil, nil])
        #expect(found.file.rejects.counts == [.notACode: 5])
        #expect(found.file.rejects.first.map(\.value) == ["yes", "1.5", "99999999999", "-", "1e1"])
        #expect(found.file.rejects.first.map(\.record) == [1, 2, 6, 7, 8])
        #expect(found.file.rejects.first.first?.column == "Q1")
    }

    @Test func raggedRecordsAreRejected() throws {
        let found = try read("alpha,Q1,Q2\nIRQ,1,2\nIRQ,1,2,3\nIRQ,1\nIRQ,3,4\n", questions: Self.questions("1", "2"))
        #expect(found.answers.count == 4)
        #expect(found.file.rejects.counts == [.unreadableRecord: 2])
        // The respondents that are left are numbered without gaps.
        #expect(found.answers.map(\.respondent) == [1, 1, 2, 2])
    }

    @Test func countryThatIsNotInTheFile() throws {
        let found = try read("Q1\n1\n2\n", questions: Self.questions("1"), country: "Iraq")
        #expect(found.file.countries == ["IRQ"])
        #expect(
            throws: SurveyError.missingField(oneOf: ["alpha", "number"], file: "wave.csv", found: ["Q1", "Q2"])
        ) { try read("Q1,Q2\n1,1\n", questions: Self.questions("1")) }
        let blank = try read("alpha,number,Q1\n,,1\nIRQ,,2\n,368,3\n", questions: Self.questions("1"))
        #expect(blank.file.countries == ["", "IRQ"])
        #expect(blank.file.withoutCountry == 1)
        #expect(blank.batches[0].ordinals == [1, 1, 2])
    }

    @Test func aCountryInSeveralFiles() throws {
        let folder = try TemporaryFolder()
        let file = try RespondentFile(
            path: folder.write("alpha,Q1\nIRQ,1\nDEU,1\nIRQ,1\n", to: "second.csv"), profile: Self.profile(),
            preceding: ["IRQ": 10])
        let batch = try #require(try file.nextBatch())
        #expect(batch.ordinals == [11, 1, 12])
        #expect(file.respondentsByCountry == [2, 1])
    }

    @Test func withoutAQuestionSetEveryQuestionIsRead() throws {
        let found = try read("alpha,Q1,Q2_EU,Q_MODE,other\nIRQ,1,30,1,x\n", questions: nil)
        #expect(found.file.layout.questions.map(\.question.id) == ["1", "2_EU"])
        #expect(found.answers.map(\.status) == [.valid, .valid])
        #expect(found.file.layout.otherColumns == ["Q_MODE", "other"])
    }

    /// With a prefix, only ids that begin with a digit were found, even if the question set has others.
    @Test func idsOfTheQuestionSetMayBeginWithALetter() throws {
        let found = try read("alpha,Q1,Qtrust,Q_MODE,Qhappy\nIRQ,1,2,3,4\n", questions: Self.questions("trust", "1"))
        #expect(found.file.layout.questions.map(\.question.id) == ["trust", "1"])
        #expect(found.file.layout.otherColumns == ["Q_MODE", "Qhappy"])
    }

    @Test func filesWithoutAnswers() throws {
        #expect(throws: SurveyError.emptyFile("wave.csv")) { try read("", questions: nil) }
        #expect(throws: SurveyError.noQuestionColumn(pattern: "Q{id}", file: "wave.csv", columns: ["alpha", "V1"])) {
            try read("alpha,V1\nIRQ,1\n", questions: Self.questions("1"))
        }
        #expect(throws: SurveyError.noQuestionColumn(pattern: "Q{id}", file: "wave.csv", columns: ["alpha", "Q5"])) {
            try read("alpha,Q5\nIRQ,1\n", questions: Self.questions("1"))
        }
        #expect(try read("alpha,Q1\n", questions: Self.questions("1")).answers.isEmpty)
    }

    @Test func smallBatchesGiveTheSameAnswers() throws {
        let rows = (0..<200).map { "\($0 % 3 == 0 ? "IRQ" : "DEU"),\($0 % 5),\($0 % 7 - 2)" }
        let text = "alpha,Q1,Q2\n" + rows.joined(separator: "\n")
        let questions = try Self.questions("1", "2")
        let whole = try read(text, questions: questions)
        var options = ReaderOptions()
        options.batchRows = 7
        let pieces = try read(text, questions: questions, options: options)
        #expect(pieces.batches.count > 20)
        #expect(pieces.answers == whole.answers)
        #expect(pieces.file.respondentsByCountry == whole.file.respondentsByCountry)
    }

    @Test func genericProfileTakesTheOtherColumns() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "idno\tcntry\tpspwght\tagea\ttrust\thappy\n1\tDE\t0.8\t33\t4\t7\n2\tFR\t1.2\t\t-1\t\n", to: "ess.tsv")
        let file = try RespondentFile(path: path, profile: SurveyProfile.load("wide"))
        let batch = try #require(try file.nextBatch())
        #expect(file.layout.questions.map(\.question.id) == ["trust", "happy"])
        #expect(file.countries == ["DE", "FR"])
        #expect(batch.weights == [0.8, 1.2])
        #expect(batch.codes == [[4, -1], [7, AnswerCode.blank]])
    }

    /// A file with numbers of countries alone had countries such as 276, which no corpus has.
    @Test(arguments: ["wvs", "trend"]) func numbersOfCountriesAreThoseOfTheUnitedNations(name: String) throws {
        let profile = try SurveyProfile.load(name)
        #expect(
            ["276", "8", "008", "156", "999", "DEU", "Deutschland"].map { profile.country($0) } == [
                "DEU", "ALB", "ALB", "CHN", "999", "DEU", "Deutschland",
            ])
        #expect(try SurveyProfile.load("wide").country("276") == "276")
    }

    @Test func trendProfileNeedsQuestions() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("S003,S007,S017,S020,A001\n276,1,1,2018,2\n", to: "trend.csv")
        let questions = try QuestionSet([SurveyQuestion(id: "A001", scale: Scale(1...4))])
        let file = try RespondentFile(path: path, profile: SurveyProfile.load("trend"), questions: questions)
        let batch = try #require(try file.nextBatch())
        #expect(batch.codes == [[2]])
        #expect(file.layout.attributes.map(\.name) == ["year"])
    }
}
