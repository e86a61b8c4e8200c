import Foundation

/// The files of an export and the rows of each.
struct ShardPlan {
    let paths: [String]
    /// How many rows each file takes; nil if one file takes all.
    let rowCounts: [Int]?
    private let path: String

    /// - Parameters:
    ///   - path: the file, or for several shards the pattern of their names: `train.parquet` becomes
    ///     `train-00000-of-00008.parquet`, as hubs name them.
    ///   - rowCount: the rows of all files, which differ by one at most.
    init(path: String, shards: Int, rowCount: Int?) {
        self.path = path
        guard shards > 1, let rowCount else {
            paths = [path]
            rowCounts = nil
            return
        }
        let (folder, stem, ending) = ShardPlan.parts(of: path)
        func padded(_ number: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        }
        paths = (0..<shards).map { "\(folder)\(stem)-\(padded($0))-of-\(padded(shards))\(ending)" }
        rowCounts = (0..<shards).map { rowCount * ($0 + 1) / shards - rowCount * $0 / shards }
    }

    /// The folder with its slash, the name without its extension, the extension with its dot.
    private static func parts(of path: String) -> (folder: String, stem: String, ending: String) {
        let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let dot = path[name...].lastIndex(of: ".") ?? path.endIndex
        return (String(path[..<name]), String(path[name..<dot]), String(path[dot...]))
    }

    /// Existing shards of the same name with another number of shards.
    func strayShards() -> [String] {
        guard rowCounts != nil else { return [] }
        let (folder, stem, ending) = ShardPlan.parts(of: path)
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        let own = Set(paths)
        return files.sorted().filter { file in
            guard file.hasPrefix(stem + "-"), file.hasSuffix(ending) else { return false }
            let middle = file.dropFirst(stem.count + 1).dropLast(ending.count)
            return middle.wholeMatch(of: /[0-9]{5,}-of-[0-9]{5,}/) != nil && !own.contains(folder + file)
        }.map { folder + $0 }
    }
}
