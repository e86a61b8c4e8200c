import Statistics
import TestSupport
import Testing

@testable import Evaluation

@Suite struct ChoiceTests {
    private func question(_ id: String = "q", answer: Int = 1) throws -> ChoiceQuestion {
        try ChoiceQuestion(
            id: id, text: "Which snack?", options: ["fruit", "goldfish crackers", "rice", "crackers"], answer: answer)
    }

    @Test func ordersOfEachMethod() throws {
        let question = try question()
        let cyclic = ChoiceOrder.orders(of: question, count: 4, seed: 1)
        #expect(cyclic.map(\.places) == [[0, 1, 2, 3], [1, 2, 3, 0], [2, 3, 0, 1], [3, 0, 1, 2]])
        let random = ChoiceOrder.orders(of: question, count: 24, method: .random, seed: 9)
        #expect(random[0].places == [0, 1, 2, 3])
        #expect(Set(random).count == 24)
        // More can be added later; another question or seed has others.
        #expect(ChoiceOrder.orders(of: question, count: 5, method: .random, seed: 9) == Array(random.prefix(5)))
        #expect(ChoiceOrder.orders(of: question, count: 24, method: .random, seed: 10) != random)
        #expect(ChoiceOrder.orders(of: try self.question("r"), count: 24, method: .random, seed: 9) != random)
        #expect(ChoiceOrder.orders(of: question, count: 30, method: .random, seed: 9).count == 30)
        #expect(ChoiceOrder.orders(of: question, count: 0, seed: 9).isEmpty)
    }

    @Test func questionsThatCannotBeAsked() {
        #expect(throws: EvaluationError.self) { try ChoiceQuestion(id: "q", text: "", options: ["a"], answer: 0) }
        #expect(throws: EvaluationError.self) { try ChoiceQuestion(id: "q", text: "", options: ["a", "a"], answer: 0) }
        #expect(throws: EvaluationError.self) { try ChoiceQuestion(id: "q", text: "", options: ["a", "b"], answer: 2) }
        let many = (0..<27).map { "\($0)" }
        #expect(throws: EvaluationError.self) { try ChoiceQuestion(id: "q", text: "", options: many, answer: 2) }
    }

    @Test(arguments: [
        ("B", 2), ("b", 2), (" B. ", 2), ("(B)", 2), ("**B**", 2), ("B) rice", 2), ("The answer is B.", 2),
        ("Answer: B", 2), ("{\"answer_choice\": \"B\"}", 2), ("```json\n{\"answer_choice\":\"B\"}\n```", 2),
        ("{\"answer_choice\": \"rice\"}", 2), ("{\"answer\": \"B. rice\"}", 2), ("rice", 2),
        ("Mostly RICE, I think", 2),
        ("A fruit? No: B", 2), ("goldfish crackers", 1), ("D", 0), ("A", 1), ("A.", 1),
    ])
    func repliesThatChoose(reply: String, place: Int) throws {
        let order = ChoiceOrder(places: [1, 2, 3, 0])
        #expect(try question().choice(of: reply, order) == place, "\(reply)")
    }

    @Test(arguments: ["", "A or B", "E", "rice or fruit", "no idea", "Because", "{\"answer_choice\": \"\"}", "DNA"])
    func repliesThatDoNot(reply: String) throws {
        let order = ChoiceOrder(places: [1, 2, 3, 0])
        #expect(try question().choice(of: reply, order) == nil, "\(reply)")
    }

    @Test func promptShowsTheOrder() throws {
        let prompt = try question().prompt(ChoiceOrder(places: [1, 2, 3, 0]))
        #expect(prompt.contains("A. goldfish crackers\nB. rice\nC. crackers\nD. fruit\n"))
        #expect(prompt.contains("(A, B, C, D)"))
    }

    @Test func aModelThatGoesByTheLetter() throws {
        var chosen: [ChosenOption] = []
        for number in 0..<5 {
            let question = try question("q\(number)", answer: number % 4)
            for order in ChoiceOrder.orders(of: question, count: 4, seed: 1) {
                chosen.append(ChosenOption(question: question, order: order, choice: order.places[0]))
            }
        }
        let score = try #require(ChoiceScore(chosen, bootstrap: Bootstrap(replicates: 200)))
        #expect(score.questions == 5)
        #expect(score.replies == 20)
        #expect(score.accuracy == 0.25)
        #expect(score.chance == 0.25)
        #expect(score.consistency == 0)
        #expect(score.alwaysRight == 0)
        #expect(score.letters == [20, 0, 0, 0])
        #expect(score.rightLetters == [5, 5, 5, 5])
        #expect(score.letterBias == 0.75)
        #expect(score.interval?.low == 0.25)
    }

    @Test func aModelThatKnows() throws {
        let first = try question("a")
        let second = try question("b", answer: 0)
        let orders = ChoiceOrder.orders(of: first, count: 2, seed: 1)
        let score = try #require(
            ChoiceScore([
                ChosenOption(question: first, order: orders[0], choice: 1),
                ChosenOption(question: first, order: orders[1], choice: 1),
                ChosenOption(question: second, order: orders[0], choice: 0),
                ChosenOption(question: second, order: orders[1], choice: nil),
            ]))
        #expect(score.accuracy == 0.75)
        #expect(score.alwaysRight == 0.5)
        #expect(score.consistency == 0.5)
        #expect(score.unmapped == 1)
        #expect(score.interval == nil)
        #expect(ChoiceScore([]) == nil)
    }
}
