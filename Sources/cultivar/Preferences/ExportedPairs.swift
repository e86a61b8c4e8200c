import Preferences
import SQLite
import Warehouse

/// The pairs of a store with their texts and the conversation before them.
struct ExportedPairs {
    let pairs: StoredPairs
    private var prompts: [String?] = []
    private var texts: [String?] = []
    private var names: [String?] = []
    /// By response: the number of its turn within its conversation, and the code of the conversation; −1 without.
    private var turnNumbers: [Int] = []
    private var conversations: [Int] = []
    /// By conversation, then by number of the turn: a response of it, the chosen one if there is one.
    private var turns: [[Int: Int]] = []
    private let withHistory: Bool

    /// - Throws: `PreferenceCommandError`, `PreferenceError`, `SQLError`, `StoreError`.
    init(_ store: Store, withHistory: Bool) throws {
        pairs = try StoredPairs(store, withTexts: false)
        self.withHistory = withHistory
        let columns = store.visibleColumns(of: "responses") ?? []
        func column(_ name: String) -> String { columns.contains(name) ? SQLName.quoted(name) : "null" }
        let statement = try store.connection.prepare(
            """
            select \(column("text")), \(column("prompt")), \(column("conversation")), \(column("turn_number")),
                \(column("chosen"))
            from responses order by id
            """)
        var codes = NameCodes()
        while try statement.step() {
            let row = statement.row()
            let response = texts.count
            texts.append(row[0].text)
            prompts.append(row[1].text)
            let conversation = codes.code(of: row[2].text)
            let turn = row[3].integer.map { Int($0) } ?? -1
            conversations.append(conversation)
            turnNumbers.append(turn)
            guard withHistory, conversation >= 0, turn >= 0 else { continue }
            if conversation == turns.count { turns.append([:]) }
            if turns[conversation][turn] == nil || row[4].integer == 1 { turns[conversation][turn] = response }
        }
    }

    /// A pair as it is written.
    func pair(_ number: Int) -> ExportedPair {
        let (corpus, responses) = (pairs.corpus, pairs.responses)
        let pair = corpus.pairs[number]
        func model(_ response: Int) -> String? { responses.models[Int(responses.modelOfResponse[response])] }
        func score(_ response: Int) -> Double? {
            responses.scores[response].isNaN ? nil : responses.scores[response]
        }
        var exported = ExportedPair(
            key: UInt64(bitPattern: pairs.keys[number]), prompt: prompt(pair.chosen),
            chosen: texts[pair.chosen] ?? "", rejected: texts[pair.rejected] ?? "")
        exported.chosenModel = model(pair.chosen)
        exported.rejectedModel = model(pair.rejected)
        exported.chosenScore = score(pair.chosen)
        exported.rejectedScore = score(pair.rejected)
        if let chosen = exported.chosenScore, let rejected = exported.rejectedScore {
            exported.margin = chosen - rejected
        }
        exported.culture = responses.cultures[pair.culture]
        exported.user = responses.users[pair.user]
        exported.turn = responses.nameOfTurn(Int(responses.turnOfResponse[pair.chosen]), user: pair.user)
        exported.split = pairs.parameters.split == .none ? nil : pair.isTest ? "test" : "train"
        exported.gap = pair.gap
        return exported
    }

    /// The turns of the conversation before this one, and the prompt.
    private func prompt(_ response: Int) -> [ExportedPair.Message] {
        var messages: [ExportedPair.Message] = []
        let (conversation, turn) = (conversations[response], turnNumbers[response])
        if withHistory, conversation >= 0, turn > 0 {
            for earlier in 0..<turn {
                guard let answer = turns[conversation][earlier], let prompt = prompts[answer] else { continue }
                messages.append(.init(role: "user", content: prompt))
                messages.append(.init(role: "assistant", content: texts[answer] ?? ""))
            }
        }
        if let prompt = prompts[response] { messages.append(.init(role: "user", content: prompt)) }
        return messages
    }
}
