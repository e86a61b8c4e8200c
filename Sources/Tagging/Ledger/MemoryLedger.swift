/// A ledger that is gone with the process: for tests, and for tags that are used at once.
public final class MemoryLedger: TagLedger {
    private var taggers: [(identity: TaggerIdentity, records: [TextKey: TagRecord])] = []
    private var current = 0
    /// The number of commits.
    public private(set) var commitCount = 0

    public init() {}

    public func open(_ tagger: TaggerIdentity) -> Int {
        if let known = taggers.firstIndex(where: { $0.identity.isSame(as: tagger) }) {
            current = known
        } else {
            taggers.append((tagger, [:]))
            current = taggers.count - 1
        }
        return taggers[...current].filter { $0.identity.name == tagger.name }.count
    }

    public var records: [TextKey: TagRecord] { taggers.indices.contains(current) ? taggers[current].records : [:] }

    public func state(of key: TextKey) -> TagRecord.State? { records[key]?.state }

    public func commit(_ records: [TagRecord]) {
        guard taggers.indices.contains(current) else { return }
        commitCount += 1
        for record in records { taggers[current].records[record.key] = record }
    }

    public func counts() -> [TagRecord.State: Int] {
        records.values.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    }

    public func forEachValue(_ body: (TextKey, TagValue) throws -> Void) rethrows {
        for record in records.values.sorted(by: { $0.key < $1.key }) {
            for value in record.values.sorted(by: { ($0.dimension, $0.position) < ($1.dimension, $1.position) }) {
                try body(record.key, value)
            }
        }
    }
}
