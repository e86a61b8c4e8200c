import LocalFacts
import Parallel
import Readers
import Warehouse

/// Loads files into a store: detects their formats, maps their rows, and counts every row.
public struct Ingestion {
    private let store: Store
    private let options: IngestOptions
    private let progress: (IngestProgress) -> Void

    /// - Parameter progress: called after each batch.
    public init(store: Store, options: IngestOptions, progress: @escaping (IngestProgress) -> Void = { _ in }) {
        self.store = store
        self.options = options
        self.progress = progress
    }

    /// Begins to prepare, on other threads, what every load needs. If it is called before a store is opened or made,
    /// both happen at the same time.
    public static func prepare() {
        _ = Deferred { try Resolvers.embedded() }
        _ = Deferred { try ProfileLoader.shipped() }
    }

    /// What a call would do. Nothing is written, and only the beginnings of the files are read.
    ///
    /// - Throws: `IngestError`, `ProfileError`, `ReadError`.
    public func plan(_ arguments: [String]) throws -> IngestPlan {
        try IngestPlan(
            InputFile.files(for: arguments), options: options, stored: StoredColumns(of: store))
    }

    /// Loads what the arguments name: files, folders, patterns, `-`.
    ///
    /// - Throws: as `plan`, and errors of the store. An error that concerns only one file is its outcome in the result.
    public func run(_ arguments: [String]) throws -> IngestResult {
        let start = ContinuousClock.now
        Ingestion.prepare()
        let plan = try plan(arguments)
        try extendSettings(plan)
        let names = plan.profiles.map(\.name).joined(separator: ", ")
        let load = try LoadWriter(
            store: store,
            description: LoadDescription(
                profile: names.isEmpty ? nil : names, arguments: options.arguments, version: options.version))
        try load.resolvePlacesAndLanguages(expectsCodes: plan.expectsCountryCodes)
        var result = try options.retriesRejects ? retry(plan, load, since: start) : run(plan, load, since: start)
        result.upgradedFrom = load.upgradedFrom
        try load.finish()
        return result
    }

    private func run(_ plan: IngestPlan, _ load: LoadWriter, since start: ContinuousClock.Instant) throws
        -> IngestResult
    {
        var result = IngestResult()
        result.leftOut = plan.leftOut
        let loaded = try LoadedContent(plan.files, store: store, load: load, stop: options.stop)
        let stored = try StoredColumns(of: store)
        var resources: [[String]: MappingResources] = [:]
        func fileLoad(_ file: PlannedFile, rowLimit: Int64?) -> FileLoad {
            let shared = resources[file.lookUpFolders] ?? MappingResources(folders: file.lookUpFolders)
            resources[file.lookUpFolders] = shared
            var file = file
            var head: [UInt8]?
            do { head = try plan.head(of: file.file, first: FileLoad.headByteCount) } catch {
                file.failure = error as? ReadError
            }
            return FileLoad(
                planned: file, load: load, stored: stored, resources: shared, rowLimit: rowLimit,
                threadCount: options.threadCount, memoLimit: options.memoLimit, streamHead: head, stop: options.stop,
                open: plan.source(of: file))
        }
        // The file that is read while the end of the previous one is stored.
        var upcoming: FileLoad?
        for (index, file) in plan.files.enumerated() {
            if options.stop?.isMade == true {
                result.isStopped = true
                result.leftOut.append(LeftOutFile(path: file.file.path, reason: .afterStop))
                continue
            }
            if let existing = loaded.files[index] {
                result.files.append(
                    file.untouched(
                        .alreadyLoaded(as: existing.path, rows: existing.rowsStored, rejected: existing.rejectedWhole)))
                continue
            }
            if let failure = loaded.failures[index] {
                result.files.append(file.untouched(.failed("\(failure)")))
                continue
            }
            let total = result.total
            let rest = options.limit.map { $0 - total.stored }
            if let rest, rest <= 0 {
                result.leftOut.append(LeftOutFile(path: file.file.path, reason: .afterLimit))
                continue
            }
            let current = upcoming ?? fileLoad(file, rowLimit: rest)
            upcoming = nil
            var outcome = try current.run { position, rows, rejects in
                progress(
                    IngestProgress(
                        path: file.file.path, fileNumber: index + 1, fileCount: plan.files.count,
                        bytesRead: position.consumedBytes, bytesTotal: position.totalBytes, rows: total.stored + rows,
                        rejects: total.rejected + rejects, elapsed: ContinuousClock.now - start))
            } whenAtEnd: {
                guard options.limit == nil,
                    let next = plan.files.indices.first(where: {
                        $0 > index && loaded.files[$0] == nil && loaded.failures[$0] == nil
                    }), !plan.files[next].file.isStream,
                    // If the same file is given twice, the second one would be taken for the continuation of a killed
                    // load.
                    plan.files[next].file.path != file.file.path
                else { return }
                upcoming = fileLoad(plan.files[next], rowLimit: nil)
                upcoming?.begin()
            }
            if outcome.storedInFile > 0 { outcome.former = loaded.former[index] }
            result.files.append(outcome)
            if outcome.outcome == .stopped { result.isStopped = true }
        }
        result.elapsed = ContinuousClock.now - start
        return result
    }

    /// Tries the rejects of the planned files again. One file may be planned several times, by inputs of a profile:
    /// each takes what the previous one has left.
    private func retry(_ plan: IngestPlan, _ load: LoadWriter, since start: ContinuousClock.Instant) throws
        -> IngestResult
    {
        var result = IngestResult()
        result.leftOut = plan.leftOut
        for file in plan.files {
            if options.stop?.isMade == true {
                result.isStopped = true
                result.leftOut.append(LeftOutFile(path: file.file.path, reason: .afterStop))
                continue
            }
            let retry = RejectRetry(
                planned: file, load: load, resources: MappingResources(folders: file.lookUpFolders), stop: options.stop)
            if file.file.isStream {
                result.leftOut.append(LeftOutFile(path: file.file.path, reason: .special("a pipe")))
            } else if let outcome = try retry.run() {
                result.files.append(outcome)
            } else {
                result.leftOut.append(LeftOutFile(path: file.file.path, reason: .noRejects))
            }
        }
        result.isStopped = result.isStopped || options.stop?.isMade == true
        result.elapsed = ContinuousClock.now - start
        return result
    }

    private func extendSettings(_ plan: IngestPlan) throws {
        // A stage that was set for a source is kept; a profile only fills gaps.
        let known = Set(try store.connection.rows("select source from source_stage").compactMap(\.first?.text))
        for profile in plan.profiles {
            try store.setStages(profile.stages.filter { !known.contains($0.key) })
            try store.addNonculturalTags(profile.nonCultural)
        }
        if let file = options.stagesFile { try store.setStages(StagesFile.read(file)) }
    }
}

extension IngestPlan {
    /// Whether the name of the field that gives the places says that they are codes, in every file.
    fileprivate var expectsCountryCodes: Bool {
        let fields = files.flatMap(\.input.columns).compactMap { column -> [FieldPath]? in
            guard column.isRole, column.name == ColumnRole.places.rawValue, case .tags(let field, _) = column.content,
                case .paths(let paths) = field.origin
            else { return nil }
            return paths
        }.flatMap(\.self)
        return !fields.isEmpty && fields.allSatisfy { ColumnNaming.namesCountryCodes($0.name ?? "") }
    }

    /// Opens a file's bytes from their beginning.
    fileprivate func source(of file: PlannedFile) -> @Sendable () throws -> any ByteSource {
        guard let stream = streams[file.file.location] else {
            let path = file.file.fullPath
            return { try FileSource(path: path) }
        }
        stream.rewindForGood()
        guard file.proposal != nil else { return { stream } }
        // If a guess proves wrong, the stream is read from its beginning again.
        let rereadable = RereadableStream(stream)
        return { try rereadable.open() }
    }
}

extension PlannedFile {
    /// The result of a file that is not read.
    fileprivate func untouched(_ outcome: FileResult.Outcome) -> FileResult {
        FileResult(path: file.path, dataset: dataset, profile: profile, outcome: outcome)
    }
}
