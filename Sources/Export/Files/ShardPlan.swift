/// The files of an export and the rows of each.
struct ShardPlan {
    let paths: [String]
    /// How many rows each file takes; nil where there is one file for all.
    let rowCounts: [Int]?

    /// - Parameters:
    ///   - path: the file, or for several shards the pattern of their names: `train.parquet` becomes
    ///     `train-00000-of-00008.parquet`, as hubs name them.
    ///   - rowCount: the rows of all files, which differ by one at most.
    init(path: String, shards: Int, rowCount: Int?) {
        guard shards > 1, let rowCount else {
            paths = [path]
            rowCounts = nil
            return
        }
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let dot = path[slash...].lastIndex(of: ".") ?? path.endIndex
        func padded(_ number: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        }
        paths = (0..<shards).map { "\(path[..<dot])-\(padded($0))-of-\(padded(shards))\(path[dot...])" }
        rowCounts = (0..<shards).map { rowCount * ($0 + 1) / shards - rowCount * $0 / shards }
    }
}
