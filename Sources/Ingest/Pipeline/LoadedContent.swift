import Digests
import LocalFacts
import Readers
import Warehouse

extension LoadedFile {
    /// The rejected rows of a file without stored rows.
    var rejectedWhole: Int64 { rowsStored == 0 ? rowsRejected : 0 }
}

/// Which files of a plan the store has already, by their content.
///
/// Files of one call with the same content are all loaded; of k such files, as many are left out as copies are stored.
struct LoadedContent {
    /// By the place in the plan.
    private(set) var files: [Int: LoadedFile] = [:]
    /// Files whose content cannot be read, so that it is not known whether the store has them.
    private(set) var failures: [Int: ReadError] = [:]
    /// What the store has of other loads of the files that are to be loaded.
    private(set) var former: [Int: FormerLoad] = [:]

    /// - Throws: `SQLError`; `IngestError.stopped`.
    init(_ planned: [PlannedFile], store: Store, load: LoadWriter, stop: StopRequest?) throws {
        let loads = try FormerLoads(of: store, besides: planned)
        var leftOut: [String: Int64] = [:]
        for (index, file) in planned.enumerated() {
            former[index] = loads.load(of: file, contentHash: nil)
            // A file that cannot be read is reported when it is its turn.
            guard file.failure == nil, let byteCount = file.identity?.byteCount,
                try load.hasFile(ofByteCount: byteCount)
            else { continue }
            try stop?.check()
            let hash: String
            do {
                hash = try ContentHash.ofFile(file.file.fullPath)
            } catch let error as ReadError {
                failures[index] = error
                continue
            }
            former[index] = loads.load(of: file, contentHash: hash)
            guard let existing = try load.loadedFile(contentHash: hash, dataset: file.dataset) else { continue }
            let copies = try store.connection.value(
                "select count(*) from file where content_sha256 = ? and dataset = ? and finished = 1", .text(hash),
                .text(file.dataset)
            ).integer
            let key = "\(hash) \(file.dataset)"
            guard leftOut[key, default: 0] < copies ?? 0 else { continue }
            leftOut[key, default: 0] += 1
            files[index] = existing
        }
    }
}
