import Parquet
import Readers
import Warehouse

/// What a call will read, and by which profile: made before anything is written, and printed by a dry run.
public struct IngestPlan {
    public var files: [PlannedFile] = []
    public var leftOut: [LeftOutFile] = []
    /// The profiles that the files go by.
    public var profiles: [Profile] = []
    /// The wrappers that streams are read through, by location; the beginning of the streams has been read already.
    private(set) var streams: [String: RecordedSource] = [:]

    /// - Parameters:
    ///   - files: what to load.
    ///   - stored: the columns that the store has already, which a mapping without profile agrees with.
    /// - Throws: `IngestError`, which is `stopped` if the call is asked to stop while a pipe has no bytes;
    ///   `ProfileError`, `ReadError`.
    public init(_ files: [InputFile], options: IngestOptions, stored: StoredColumns = StoredColumns()) throws {
        let given = files.map { file in
            var file = file
            file.reading = options.reading
            return file
        }
        // The identity is taken before anything is read: the format is detected from the file as it is now.
        let identities = Dictionary(given.map { ($0.location, $0.identity) }) { first, _ in first }
        let (files, special) = Self.separated(given)
        leftOut = special
        for file in files where file.isStream && streams[file.location] == nil {
            streams[file.location] = RecordedSource(
                try FileSource(path: file.location) { [stop = options.stop] in try stop?.check() })
        }
        if let profile = try options.prepared ?? options.profile.map({ try ProfileLoader.load($0) }) {
            try plan(files, profile: profile)
        } else {
            try plan(files, recognising: ProfileLoader.shipped(), stored: stored)
        }
        for location in streams.keys where self.files.count(where: { $0.file.location == location }) > 1 {
            throw location == "-" ? IngestError.standardInputTwice : IngestError.streamTwice(FileName.shown(location))
        }
        for index in self.files.indices {
            self.files[index].override(with: options)
            self.files[index].identity = identities[self.files[index].file.location] ?? nil
        }
    }

    /// Objects in folders that are not files are left out.
    private static func separated(_ files: [InputFile]) -> ([InputFile], [LeftOutFile]) {
        var kept: [InputFile] = []
        var special: [LeftOutFile] = []
        for file in files {
            if case .special(let kind) = file.kind {
                special.append(LeftOutFile(path: file.path, reason: .special(kind)))
            } else {
                kept.append(file)
            }
        }
        return (kept, special)
    }

    /// The first bytes of a stream, which identify it if it is given again; nil for a file.
    ///
    /// - Throws: `ReadError`.
    func head(of file: InputFile, first limit: Int) throws -> [UInt8]? {
        try file.isStream ? streams[file.location]?.head(limit) : nil
    }

    private mutating func plan(_ files: [InputFile], profile: Profile) throws {
        profiles = [profile]
        for file in files {
            var inputs = profile.inputs.filter { $0.files.matches(file.fullPath) }
            // If there is only one input, a file that was named individually may have any name.
            if inputs.isEmpty, file.folder == nil, profile.inputs.count == 1 { inputs = profile.inputs }
            if file.failure != nil, inputs.isEmpty {
                addFailed(file)
                continue
            }
            if inputs.isEmpty {
                leftOut.append(LeftOutFile(path: file.path, reason: .notInProfile(profile.name)))
            }
            try add(file, inputs, profile, FileFields(file: file, source: streams[file.location]))
        }
        if self.files.isEmpty { throw IngestError.nothingInProfile(profile.name, files: files.count) }
    }

    private mutating func plan(_ files: [InputFile], recognising shipped: [Profile], stored: StoredColumns) throws {
        var unknown: [InputFile] = []
        var guessed: [InputFile] = []
        var shards: [ShardName: (inputs: [ProfileInput], profile: Profile)] = [:]
        for file in files {
            let probe = FileFields(file: file, source: streams[file.location])
            let found: Profile?
            do {
                found = try shipped.first { try $0.inputs.contains { try $0.recognises(probe) } }
            } catch let error as ReadError {
                // It is not known which profile matches it. With another mapping its rows would be stored in addition
                // to those of a later load.
                addFailed(file, error)
                continue
            }
            if let profile = found {
                if !profiles.contains(where: { $0.name == profile.name }) { profiles.append(profile) }
                // A file may be read by several inputs; a stream can be read only once, so by one input.
                let inputs =
                    file.isStream
                    ? Array(try profile.inputs.filter { try $0.recognises(probe) }.prefix(1))
                    : profile.inputs.filter { $0.files.matches(file.fullPath) }
                try add(file, inputs, profile, probe)
                if let shard = ShardName(file.fullPath) { shards[shard] = (inputs, profile) }
            } else {
                unknown.append(file)
            }
        }
        for file in unknown {
            // A shard may lack a column without values: it is treated like the other shards.
            if file.failure != nil {
                addFailed(file)
            } else if let known = ShardName(file.fullPath).flatMap({ shards[$0] }) {
                try add(file, known.inputs, known.profile, FileFields(file: file, source: streams[file.location]))
            } else if file.folder != nil, !profiles.isEmpty {
                let names = profiles.map(\.name).joined(separator: ", ")
                leftOut.append(LeftOutFile(path: file.path, reason: .notInProfile(names)))
            } else if file.folder != nil, !file.hasDataName {
                leftOut.append(LeftOutFile(path: file.path, reason: .notData))
            } else {
                guessed.append(file)
            }
        }
        try addProposals(for: guessed, stored: stored)
    }

    /// A file that cannot be read, so that nothing else is known of it.
    private mutating func addFailed(_ file: InputFile, _ error: ReadError? = nil) {
        files.append(
            PlannedFile(
                file: file, input: ProfileInput(files: [], rows: .record, columns: []), profile: nil, proposal: nil,
                missing: [], dataset: file.dataset, lookUpFolders: [], format: nil, failure: error ?? file.failure))
    }

    /// A file that cannot be read is in the plan with its error, and does not keep the others from being loaded.
    private mutating func add(
        _ file: InputFile, _ inputs: [ProfileInput], _ profile: Profile, _ fields: FileFields
    ) throws {
        for input in inputs {
            var planned = PlannedFile(
                file: file, input: input, profile: profile.name, proposal: nil, missing: profile.missing,
                dataset: input.dataset ?? profile.name,
                lookUpFolders: file.lookUpFolders + (profile.folder.map { [$0] } ?? []), format: input.options.format,
                failure: nil)
            do {
                planned.input = try input.withoutAbsentAlternatives(fields)
                if planned.format == nil { planned.format = try fields.description(input.options).format }
            } catch let error as ReadError {
                planned.failure = error
            }
            files.append(planned)
        }
    }

    /// Maps files that no profile recognises. If several of them have a field, it is judged by its values in all of
    /// them, so that the shards of a data set agree on their columns.
    private mutating func addProposals(for files: [InputFile], stored: StoredColumns) throws {
        var looked: [Result<MappingProposal, ReadError>] = []
        var joint: [FieldPath: FieldSample] = [:]
        for file in files {
            do {
                let fields = FileFields(file: file, source: streams[file.location])
                let proposal = try MappingProposal(describing: fields, stored: stored)
                for sample in proposal.samples {
                    var known = joint[sample.path] ?? FieldSample(path: sample.path)
                    known.merge(sample)
                    joint[sample.path] = known
                }
                looked.append(.success(proposal))
            } catch let error as ReadError {
                looked.append(.failure(error))
            }
        }
        var stored = stored
        for (file, result) in zip(files, looked) {
            var planned = PlannedFile(
                file: file, input: ProfileInput(files: [], rows: .record, columns: []), profile: nil, proposal: nil,
                missing: [], dataset: file.dataset, lookUpFolders: [], format: nil, failure: nil)
            switch result {
            case .failure(let error): planned.failure = error
            case .success(let own):
                let proposal = files.count == 1 ? own : own.agreeing(with: joint, stored: stored)
                stored.add(proposal.input.columns)
                planned.input = proposal.input
                planned.format = proposal.format
                planned.proposal = proposal
            }
            self.files.append(planned)
        }
    }
}

extension PlannedFile {
    /// Replaces what the file says by what the call says.
    fileprivate mutating func override(with options: IngestOptions) {
        dataset = options.dataset ?? dataset
        given = options.givenColumns
        takeGiven()
    }

    /// Replaces what the mapping says about the file's rows by what the call says.
    mutating func takeGiven() { input.take(given) }
}

extension IngestOptions {
    /// Columns whose content the call itself gives.
    var givenColumns: [ColumnRule] {
        [("source", source), ("stage", stage)].compactMap { role, value in
            value.map { ColumnRule(name: role, content: .tag(FieldRule(constant: $0)), isRole: true) }
        }
    }
}

extension ProfileInput {
    /// Replaces columns by those that the call itself gives.
    mutating func take(_ given: [ColumnRule]) {
        for var rule in given {
            // Only samples have roles.
            rule.isRole = table == nil
            columns.removeAll { $0.name == rule.name && $0.isRole == rule.isRole }
            columns.append(rule)
        }
    }
}

extension ProfileInput {
    /// Whether a file matches one of these although no profile was named.
    ///
    /// - Throws: `ReadError` if the system does not give the bytes that are needed to decide.
    fileprivate func recognises(_ fields: FileFields) throws -> Bool {
        let file = fields.file
        guard file.isStream || files.matches(file.fullPath) else { return false }
        switch recognition {
        case .never: return false
        case .byPath: return !file.isStream
        case .byFields(let names): return try fields.has(all: names, options: options)
        }
    }

    /// Of several paths of one field, those that a file with fixed columns has. A field with one path keeps it, so that
    /// its absence is an error.
    fileprivate func withoutAbsentAlternatives(_ fields: FileFields) throws -> ProfileInput {
        guard columns.contains(where: { $0.alternatives.count > 1 }), let names = try fields.columnNames(options) else {
            return self
        }
        var input = self
        input.columns = columns.map { column in
            let present = column.alternatives.filter { path in names.contains { FieldPath(key: $0) == path } }
            return column.alternatives.count > 1 && !present.isEmpty ? column.keeping(present) : column
        }
        return input
    }
}

extension ColumnRule {
    /// The paths; the first with a value counts.
    fileprivate var alternatives: [FieldPath] {
        switch content {
        case .text: return fieldPaths
        case .tag(let rule), .tags(let rule, _):
            if case .paths = rule.origin { return fieldPaths }
            return []
        case .measure(let rule):
            if case .first(let paths) = rule.expression { return paths }
            return []
        }
    }

    fileprivate func keeping(_ paths: [FieldPath]) -> ColumnRule {
        var column = self
        switch content {
        case .text(var rule):
            rule.paths = paths
            column.content = .text(rule)
        case .tag(var rule):
            rule.origin = .paths(paths)
            column.content = .tag(rule)
        case .tags(var rule, let each):
            rule.origin = .paths(paths)
            column.content = .tags(rule, each: each)
        case .measure(var rule):
            rule.expression = .first(paths)
            column.content = .measure(rule)
        }
        return column
    }
}
