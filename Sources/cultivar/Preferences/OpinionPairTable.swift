import Preferences
import Reports
import SQLite
import Warehouse

/// The pairs of options of the table `opinions`: in a country, the option with the greater share is preferred.
struct OpinionPairTable {
    let store: Store
    let parameters: PairParameters

    /// What one country answered to one question.
    private struct Group {
        let question: String
        let country: String
        let name: String
        var options: [String] = []
        var isAnswer: [Bool] = []
        var shares: [Double] = []
        var rows: [Int] = []
    }

    /// The questions of the store, and by question, country and option the row that has the share.
    private struct Questions {
        private(set) var questions: [OpinionQuestion] = []
        private(set) var isAnswer: [[Bool]] = []
        /// By question, then by country and option.
        private(set) var rows: [[String: [Int]]] = []
        /// The English names of countries, by how they are written. Samples of parts of a country stay apart, such as
        /// those of Great Britain and of Northern Ireland.
        private(set) var names: [String: String] = [:]
        private var numbers: [String: Int] = [:]

        /// Of two samples of one country the first counts.
        mutating func add(_ group: Group) {
            names[group.country] = group.name
            let number = numbers[group.question] ?? questions.count
            if number == questions.count {
                numbers[group.question] = number
                questions.append(OpinionQuestion(question: group.question, options: group.options))
                isAnswer.append(group.isAnswer)
                rows.append([:])
            }
            if questions[number].add(country: group.country, shares: group.shares, resolve: { $0 }) {
                rows[number][group.country] = group.rows
            }
        }
    }

    /// - Throws: `PreferenceCommandError`, `SQLError`, `StoreError`.
    func run(_ load: LoadWriter) throws -> PairBuild.Account {
        switch parameters.reference {
        case .none, .leaveOutShares: break
        default:
            throw PreferenceCommandError.referenceOfOtherSource(parameters.reference.text, source: "opinions")
        }
        let questions = try read()
        var account = PairBuild.Account(parameters: parameters)
        let build = PairBuild(store: store, parameters: parameters)
        var summary = WeightSummary(parameters.weighting ?? .published)
        let hasReference = parameters.reference == .leaveOutShares
        // Of opinions there are no turns.
        _ = try load.replaceRows(of: PreferenceTables.turns, origin: "preferences pairs") { _ in }
        account.replaced =
            try load.replaceRows(of: PreferenceTables.pairs, origin: "preferences pairs") { writer in
                let rows = try ComputedRows(writer, PreferenceTables.pairColumns)
                for (number, question) in questions.questions.enumerated() {
                    account.counts.turns += question.countries.count
                    account.counts.responses += question.countries.count * question.options.count
                    let rewards = LeaveOutShares.meanRewards(question.countries.map(\.shares))
                    try OpinionPairs.forEachPair(of: question, isAnswer: { _ in true }) { pair in
                        guard questions.isAnswer[number][pair.chosen], questions.isAnswer[number][pair.rejected]
                        else { return }
                        guard pair.gap >= parameters.leastGap else {
                            account.counts.belowLeastGap += 1
                            return
                        }
                        account.counts.pairs += 1
                        let gap = hasReference ? pair.reference : nil
                        if hasReference { summary.add(gap) }
                        let own = rewards[pair.country]
                        try rows.append(
                            row(pair, question, questions.rows[number], questions.names)
                                + build.weighed(
                                    gap, hasReference ? own[pair.chosen] : nil,
                                    hasReference ? own[pair.rejected] : nil))
                    }
                }
                try rows.flush()
            }.replaced
        if hasReference { account.summary = summary }
        return account
    }

    private func row(
        _ pair: OpinionPairs.Pair, _ question: OpinionQuestion, _ rows: [String: [Int]], _ names: [String: String]
    ) -> [SQLValue] {
        let country = question.countries[pair.country].name
        let turn = "\(question.question)\n\(country)"
        let ids = rows[country] ?? []
        let (chosen, rejected) = (question.options[pair.chosen], question.options[pair.rejected])
        let key = PairKey.key(turn: turn, pair.chosen, pair.rejected)
        func id(_ option: Int) -> SQLValue { ids.indices.contains(option) ? .integer(Int64(ids[option])) : .null }
        return [
            .text(question.question), .null, .text(names[country] ?? country), .null, .null, .null,
            .integer(Int64(bitPattern: key)),
            id(pair.chosen), id(pair.rejected), .integer(Int64(pair.chosen)), .integer(Int64(pair.rejected)),
            .integer(0), .integer(chosen.count > rejected.count ? 1 : 0), .real(pair.gap),
        ]
    }

    private func read() throws -> Questions {
        guard store.visibleColumns(of: "opinions") != nil else {
            throw PreferenceCommandError.noTable(
                "opinions", remedy: "load some with `cultivar ingest FILES --profile global-opinions`")
        }
        let statement = try store.connection.prepare(
            """
            select id, question, country, option, position, is_answer, share, coalesce(country_name, country)
            from opinions order by id
            """)
        var found = Questions()
        var group: Group?
        while try statement.step() {
            let row = statement.row()
            guard let id = row[0].integer, let question = row[1].text, let country = row[2].text,
                let option = row[3].text, let share = row[6].number, let name = row[7].text
            else { continue }
            if row[4].integer == 0 || group?.question != question || group?.country != country {
                if let group { found.add(group) }
                group = Group(question: question, country: country, name: name)
            }
            group?.options.append(option)
            group?.isAnswer.append(row[5].integer != 0)
            group?.shares.append(share)
            group?.rows.append(Int(id))
        }
        if let group { found.add(group) }
        return found
    }
}
