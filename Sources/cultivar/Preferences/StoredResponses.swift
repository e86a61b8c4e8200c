import Preferences
import Reports
import SQLite
import Tabular
import Warehouse

/// The table `responses` of a store, as columns of numbers. The response with id i has the index i − 1.
struct StoredResponses {
    private(set) var users = NameCodes()
    private(set) var turns = NameCodes()
    private(set) var models = NameCodes()
    /// Sorted by name, so that neither tables nor heads depend on the order of the responses.
    private(set) var cultures = NameCodes()
    private(set) var userOfResponse: [Int32] = []
    private(set) var turnOfResponse: [Int32] = []
    private(set) var modelOfResponse: [Int32] = []
    /// −1 where nothing is known.
    private(set) var positions: [Int32] = []
    /// NaN without a score.
    private(set) var scores: [Double] = []
    private(set) var isChosen: [Bool] = []
    private(set) var isEmpty: [Bool] = []
    private(set) var lengths: [Int32] = []
    /// By user: the culture.
    private(set) var cultureOfUser: [Int32] = []
    /// By response: the culture as its row has it.
    private(set) var cultureOfResponse: [Int32] = []

    var count: Int { turnOfResponse.count }

    /// - Parameter culture: the column of the sub-community; nil for the country by its English name.
    /// - Throws: `PreferenceCommandError`, `SQLError`, `StoreError`.
    init(_ store: Store, culture: String?) throws {
        guard let columns = store.visibleColumns(of: "responses") else {
            throw PreferenceCommandError.noTable(
                "responses", remedy: "load some with `cultivar ingest FILES --profile prism`")
        }
        func column(_ name: String) -> String { columns.contains(name) ? SQLName.quoted(name) : "null" }
        let community = try Self.community(culture, columns)
        let hasTexts = columns.contains("text")
        let statement = try store.connection.prepare(
            """
            select \(column("annotator")), \(column("turn")), \(column("model")), \(column("position")),
                \(column("score")), \(column("chosen")), \(community),
                \(hasTexts ? "length(text)" : "null"), file, "row", \(column("preferred")), \(column("conversation")),
                \(column("turn_number"))
            from responses order by id
            """)
        var lastPositions: [Int32] = []
        while try statement.step() {
            let row = statement.row()
            let user = users.code(of: row[0].plainText)
            let turn = turns.code(of: Self.turnName(row, user: row[0].plainText))
            if turn == lastPositions.count { lastPositions.append(-1) }
            let position = row[3].integer.flatMap(Int32.init(exactly:)) ?? lastPositions[turn] + 1
            lastPositions[turn] = max(lastPositions[turn], position)
            let culture = cultures.code(of: row[6].plainText)
            if user == cultureOfUser.count { cultureOfUser.append(Int32(culture)) }
            userOfResponse.append(Int32(user))
            turnOfResponse.append(Int32(turn))
            modelOfResponse.append(Int32(models.code(of: row[2].plainText)))
            positions.append(position)
            scores.append(row[4].number ?? .nan)
            isChosen.append(row[5].integer == 1 || Self.letter(of: row[10].text) == position)
            lengths.append(Int32(clamping: row[7].integer ?? 0))
            cultureOfResponse.append(Int32(culture))
        }
        let places = cultures.sort().map(Int32.init)
        cultureOfUser = cultureOfUser.map { $0 < 0 ? $0 : places[Int($0)] }
        cultureOfResponse = cultureOfResponse.map { $0 < 0 ? $0 : places[Int($0)] }
        isEmpty = [Bool](repeating: false, count: count)
        if hasTexts { try findEmpty(store) }
    }

    /// The place where the culture of a row is found, as SQL.
    private static func community(_ culture: String?, _ columns: [String]) throws -> String {
        if let culture {
            guard let name = columns.first(where: { $0.lowercased() == culture.lowercased() }) else {
                throw PreferenceCommandError.noColumn(culture, table: "responses", known: columns)
            }
            return SQLName.quoted(name)
        }
        let known = ["country_name", "country", "culture", "subset"].filter(columns.contains)
        return "coalesce(\((known + ["null", "null"]).joined(separator: ", ")))"
    }

    /// The position that a letter such as `b` or `response_b` names.
    private static func letter(of preferred: String?) -> Int32? {
        guard let last = preferred?.lowercased().utf8.last, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(last)
        else { return nil }
        return Int32(last - UInt8(ascii: "a"))
    }

    /// A turn is that of one user. Without a name it is the exchange of a number in its conversation, or else the rows
    /// of one record of a file.
    private static func turnName(_ row: [SQLValue], user: String?) -> String {
        if let turn = row[1].plainText { return user.map { "\($0) \(turn)" } ?? turn }
        if let conversation = row[11].plainText, let turn = row[12].integer {
            return (user.map { "\($0) " } ?? "") + "\(conversation) \(turn)"
        }
        let file = row[8].plainText?.split(separator: "/").last.map(String.init) ?? ""
        return "\(file) \(row[9].integer ?? 0)"
    }

    /// Marks responses without text, and those of PRISM's word for it.
    private mutating func findEmpty(_ store: Store) throws {
        let statement = try store.connection.prepare(
            "select id, text from responses where length(text) is null or length(text) <= ?")
        try statement.bind([.integer(Int64(TurnPairs.emptyMark.count))])
        while try statement.step() {
            guard let id = statement.value(at: 0).integer, isEmpty.indices.contains(Int(id) - 1) else { continue }
            let text = statement.value(at: 1).text ?? ""
            let isBlank = text.allSatisfy(\.isWhitespace)
            isEmpty[Int(id) - 1] = isBlank || text == TurnPairs.emptyMark
        }
    }

    /// The name of a turn as the data has it, without the user in front.
    func nameOfTurn(_ turn: Int, user: Int) -> String {
        let name = turns[turn] ?? ""
        guard let user = users[user], name.hasPrefix("\(user) ") else { return name }
        return String(name.dropFirst(user.count + 1))
    }
}
