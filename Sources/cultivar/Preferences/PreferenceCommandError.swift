/// Why a command about preferences cannot go on.
enum PreferenceCommandError: Error, Equatable {
    /// The store has no table of this name.
    case noTable(String, remedy: String)
    /// A table lacks a column.
    case noColumn(String, table: String, known: [String])
    /// A column should have numbers.
    case notANumber(column: String, row: Int, value: String)
    /// No response has what pairs are made by.
    case noRatings
    /// The pairs have no reference reward.
    case noReference
    /// The pairs are not weighed.
    case notWeighed
    /// The pairs have no test users, or no training users.
    case noSplit
    /// The pairs are older than what they were made of.
    case staleRows(pair: Int)
    /// A column was filled by a file and not by the program.
    case columnOfAFile(String)
    /// No culture has users enough.
    case noCultures(leastUsers: Int)
    /// A head has no group of this name.
    case noGroup(String, known: [String])
    /// A form of reference that goes only with another source of pairs.
    case referenceOfOtherSource(String, source: String)
    /// A file of users names none.
    case emptyUserFile(String)
    /// A file cannot be read.
    case unreadable(String)
    /// A file of rewards cannot be used.
    case unusableRewards(String, String)
    /// A culture that a model is said to be of has no test pair.
    case noCulture(String, known: [String])
    /// A server was not asked for all rewards.
    case endpointEnded(String, answered: Int)
}

extension PreferenceCommandError: CustomStringConvertible {
    var description: String {
        switch self {
        case .noTable(let table, let remedy): "the store has no table \(table): \(remedy)"
        case .noColumn(let name, let table, let known):
            "the table \(table) has no column '\(name.prefix(60))'; it has \(known.joined(separator: ", "))"
        case .notANumber(let column, let row, let value):
            "column \(column) of row \(row) is '\(value.prefix(40))', which is no number"
        case .noRatings:
            "no turn has two responses with a score or a preferred one: check the profile that loaded responses"
        case .noReference:
            "the pairs have no reference reward: `cultivar preferences reference --from model-strength` gives them one"
        case .notWeighed: "the pairs are not weighed: `cultivar preferences weigh` weighs them"
        case .noSplit:
            "the pairs have not both users that train and users that test: `cultivar preferences weigh --split users`"
        case .staleRows(let pair):
            "pair \(pair) names responses that the store has not: run `cultivar preferences pairs` again"
        case .columnOfAFile(let name):
            "the column '\(name)' has values of a file: choose another name with --as"
        case .noCultures(let leastUsers):
            "no culture has \(leastUsers) training users and a test pair: check the culture column and the split, or "
                + "lower --min-users"
        case .noGroup(let group, let known):
            "there is no group '\(group.prefix(60))', but \(known.map { "'\($0)'" }.joined(separator: ", "))"
        case .referenceOfOtherSource(let reference, let source):
            "\(reference) does not go with pairs of \(source)"
        case .emptyUserFile(let path): "\(path) names no user: give one user per line"
        case .unreadable(let path): "\(path) cannot be read: check that there is such a file"
        case .unusableRewards(let path, let reason): "\(path): \(reason)"
        case .noCulture(let name, let known):
            "no response is of the culture '\(name.prefix(60))'; there are \(known.joined(separator: ", "))"
        case .endpointEnded(let ending, let answered):
            "no reward was stored, because the server answered only \(answered) requests: \(ending)"
        }
    }
}
