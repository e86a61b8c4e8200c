import Warehouse

/// The finished loads of a store, by the places and the contents of their files.
struct FormerLoads {
    private struct Load {
        var location: String
        var dataset: String
        var hash: String
        var rows: Int64
    }

    private let byLocation: [String: [Load]]
    private let byHash: [String: [Load]]
    /// The data sets that the call loads each place as: a profile may make several of a file.
    private var planned: [String: Set<String>] = [:]

    /// - Throws: `SQLError`.
    init(of store: Store, besides files: [PlannedFile]) throws {
        let rows = try store.connection.rows(
            """
            select coalesce(location_sha256, ''), dataset, content_sha256, rows_stored
            from file
            where finished = 1 and content_sha256 is not null and rows_stored > 0
            """)
        let loads = rows.compactMap { row -> Load? in
            guard let location = row[0].text, let dataset = row[1].text, let hash = row[2].text else { return nil }
            return Load(location: location, dataset: dataset, hash: hash, rows: row[3].integer ?? 0)
        }
        byLocation = Dictionary(grouping: loads, by: \.location)
        byHash = Dictionary(grouping: loads, by: \.hash)
        for file in files {
            if let location = file.file.locationHash { planned[location, default: []].insert(file.dataset) }
        }
    }

    /// The load of a file that the store keeps; nil if there is none.
    ///
    /// - Parameter contentHash: of the file as it now is; nil if the store has no file of its size.
    func load(of file: PlannedFile, contentHash: String?) -> FormerLoad? {
        guard let location = file.file.locationHash else { return nil }
        let others = (byLocation[location] ?? []).filter { $0.hash != contentHash && $0.dataset == file.dataset }
        if !others.isEmpty { return .ofOtherContent(rows: others.reduce(0) { $0 + $1.rows }) }
        let copy = contentHash.flatMap { byHash[$0] }?.first { !(planned[location] ?? []).contains($0.dataset) }
        return copy.map { .ofOtherDataset($0.dataset, rows: $0.rows) }
    }
}
