/// What the names of all shards of a data set share: `train-00003-of-00008.parquet` without its first number.
struct ShardName: Hashable {
    private let before: String
    private let after: String

    /// Nil if the path is not named as a shard.
    init?(_ path: String) {
        guard let match = path.wholeMatch(of: /(.*[-_.])\d+(-of-\d+[^\/]*)/) else { return nil }
        before = String(match.1)
        after = String(match.2)
    }
}
