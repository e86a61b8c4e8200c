import Preferences
import SQLite
import Warehouse

/// The pairs of a store with their responses, for training and evaluation.
struct StoredPairs {
    let corpus: PairCorpus
    let responses: StoredResponses
    let parameters: PairParameters
    /// By pair, its key.
    let keys: [Int64]
    let hasReference: Bool

    /// - Parameter withTexts: whether the features of texts are made.
    /// - Throws: `PreferenceCommandError`, `PreferenceError`, `SQLError`, `StoreError`.
    init(_ store: Store, withTexts: Bool) throws {
        guard let parameters = try PairParameters.stored(in: store) else {
            throw PreferenceCommandError.noTable("pairs", remedy: "make them with `cultivar preferences pairs`")
        }
        guard parameters.source == .responses else {
            throw PreferenceCommandError.referenceOfOtherSource("training", source: "opinions")
        }
        let responses = try StoredResponses(store, culture: parameters.culture)
        var pairs: [PairCorpus.Pair] = []
        var keys: [Int64] = []
        var reference = [Double](repeating: 0, count: responses.count)
        var hasReference = false
        let statement = try store.connection.prepare(
            "select chosen_response, rejected_response, split, d0, r0_chosen, r0_rejected, pair from pairs order by id")
        while try statement.step() {
            let row = statement.row()
            guard let chosen = row[0].integer, let rejected = row[1].integer,
                (1...Int64(max(1, responses.count))).contains(chosen),
                (1...Int64(max(1, responses.count))).contains(rejected)
            else { throw PreferenceCommandError.staleRows(pair: pairs.count + 1) }
            let (one, other) = (Int(chosen) - 1, Int(rejected) - 1)
            // Rows that were removed or loaded again since have other ids.
            guard responses.turnOfResponse[one] == responses.turnOfResponse[other] else {
                throw PreferenceCommandError.staleRows(pair: pairs.count + 1)
            }
            if let reward = row[4].number { reference[one] = reward }
            if let reward = row[5].number { reference[other] = reward }
            hasReference = hasReference || row[3].number != nil
            pairs.append(
                .init(
                    chosen: one, rejected: other, user: Int(responses.userOfResponse[one]),
                    culture: Int(responses.cultureOfResponse[one]), isTest: row[2].text == "test",
                    gap: row[3].number))
            keys.append(row[6].integer ?? 0)
        }
        self.parameters = parameters
        self.responses = responses
        self.keys = keys
        self.hasReference = hasReference
        corpus = try PairCorpus(
            pairs: pairs, cultures: responses.cultures.names, models: responses.models.names,
            modelOfResponse: responses.modelOfResponse.map(Int.init), lengths: responses.lengths.map(Int.init),
            reference: reference,
            features: withTexts ? ResponseTexts.features(store, count: responses.count) : nil)
    }

    /// - Throws: `PreferenceCommandError.noReference` if a selection needs a reference and there is none.
    func requireReference(for selections: [PairSelection]) throws {
        if !hasReference, selections.contains(where: { $0 != .full }) { throw PreferenceCommandError.noReference }
    }
}
