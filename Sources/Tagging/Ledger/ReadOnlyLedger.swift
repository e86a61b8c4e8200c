import Foundation

/// A ledger that is only looked into, for an estimate: it writes nothing, and need not exist.
public final class ReadOnlyLedger: TagLedger {
    private let reader: LedgerReader?
    private var tagger: LedgerReader.Tagger?

    /// - Throws: `LedgerError`.
    public init(path: String) throws {
        reader = FileManager.default.fileExists(atPath: path) ? try LedgerReader(path: path) : nil
    }

    public func open(_ identity: TaggerIdentity) throws -> Int {
        let all = try reader?.taggers() ?? []
        tagger = all.first { $0.identity.isSame(as: identity) }
        return tagger?.revision ?? 1 + all.count { $0.identity.name == identity.name }
    }

    public func state(of key: TextKey) throws -> TagRecord.State? {
        guard let reader, let tagger else { return nil }
        return try reader.state(of: tagger, key)
    }

    /// Keeps nothing.
    public func commit(_ records: [TagRecord]) {}

    public func counts() -> [TagRecord.State: Int] {
        guard let tagger else { return [:] }
        return [.tagged: tagger.tagged, .failed: tagger.failed, .refused: tagger.refused].filter { $0.value > 0 }
    }

    public func forEachValue(_ body: (TextKey, TagValue) throws -> Void) {}
}
