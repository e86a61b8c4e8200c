/// The first text of each group of a bucket, and which groups these are.
struct BucketLeaders {
    var texts: [Int32] = []
    /// For each text that stands for a group, the last bucket in which the group was met.
    private var buckets: [Int32]
    private var bucket: Int32 = 0

    init(textCount: Int) { buckets = [Int32](repeating: 0, count: textCount) }

    mutating func startBucket() {
        texts.removeAll(keepingCapacity: true)
        bucket += 1
    }

    func hasGroup(_ group: Int32) -> Bool { buckets[Int(group)] == bucket }

    mutating func mark(_ group: Int32) { buckets[Int(group)] = bucket }
}
