import Digests
import Endpoint

/// Where answers are kept. A run has it for itself: a second process is refused when it opens the ledger.
public protocol TagLedger: AnyObject {
    /// Prepares for a tagger, whose answers all other calls are about. An identity that is new gets the next revision
    /// of its name.
    ///
    /// - Returns: the revision, from 1.
    func open(_ tagger: TaggerIdentity) throws -> Int

    /// What is known of a text; nil if it has not been asked.
    func state(of key: TextKey) throws -> TagRecord.State?

    /// Keeps all of the records or, if it throws, none. A record replaces an older one of the same key.
    func commit(_ records: [TagRecord]) throws

    /// How many texts are in each state.
    func counts() throws -> [TagRecord.State: Int]

    /// Passes all values, by key, dimension and position.
    func forEachValue(_ body: (TextKey, TagValue) throws -> Void) throws
}

extension TagLedger {
    /// SHA-256 of all tags, without the words that they were read from. Two runs with the same tags have the same one.
    public func digest() throws -> String {
        let hash = ContentHash()
        try forEachValue { key, value in
            let line = JSON.array([
                .string(key.description), .string(value.dimension), .integer(value.position),
                value.value.map(JSON.string) ?? .null, .string(value.status.rawValue),
            ])
            (line.bytes + [0x0A]).withUnsafeBytes(hash.update)
        }
        return hash.finish()
    }
}
