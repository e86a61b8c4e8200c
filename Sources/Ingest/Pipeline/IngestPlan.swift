import Readers
import Warehouse

/// What a call will read, and by which profile: made before anything is written, and printed by a dry run.
public struct IngestPlan {
    public var files: [PlannedFile] = []
    public var leftOut: [LeftOutFile] = []
    /// The profiles that the files go by.
    public var profiles: [Profile] = []
    /// The source of standard input, already looked at.
    let standardInput: RecordedSource?

    /// - Parameters:
    ///   - files: what to load.
    ///   - stored: the columns that the store has already, which a mapping without profile agrees with.
    /// - Throws: `IngestError`, `ProfileError`, `ReadError`.
    public init(_ files: [InputFile], options: IngestOptions, stored: StoredColumns = StoredColumns()) throws {
        var files = files
        for index in files.indices { files[index].reading = options.reading }
        standardInput = files.contains(where: \.isStandardInput) ? RecordedSource(try FileSource(path: "-")) : nil
        if let name = options.profile {
            try plan(files, profile: ProfileLoader.load(name))
        } else {
            try plan(files, recognising: ProfileLoader.shipped(), stored: stored)
        }
        if self.files.count(where: \.file.isStandardInput) > 1 { throw IngestError.standardInputTwice }
        for index in self.files.indices { self.files[index].override(with: options) }
    }

    private mutating func plan(_ files: [InputFile], profile: Profile) throws {
        profiles = [profile]
        for file in files {
            var inputs = profile.inputs.filter { $0.files.matches(file.fullPath) }
            // A file that was named one by one may have any name where there is no choice.
            if inputs.isEmpty, file.folder == nil, profile.inputs.count == 1 { inputs = profile.inputs }
            if inputs.isEmpty {
                leftOut.append(LeftOutFile(path: file.path, reason: .notInProfile(profile.name)))
            }
            try add(file, inputs, profile, FileFields(file: file, source: standardInput))
        }
        if self.files.isEmpty { throw IngestError.nothingInProfile(profile.name, files: files.count) }
    }

    private mutating func plan(_ files: [InputFile], recognising shipped: [Profile], stored: StoredColumns) throws {
        var unknown: [InputFile] = []
        var guessed: [InputFile] = []
        var shards: [ShardName: (inputs: [ProfileInput], profile: Profile)] = [:]
        for file in files {
            let probe = FileFields(file: file, source: standardInput)
            if let profile = shipped.first(where: { $0.inputs.contains { $0.recognises(probe) } }) {
                if !profiles.contains(where: { $0.name == profile.name }) { profiles.append(profile) }
                // A file may go through several inputs; standard input, which can be read once, goes through one.
                let inputs =
                    file.isStandardInput
                    ? Array(profile.inputs.filter { $0.recognises(probe) }.prefix(1))
                    : profile.inputs.filter { $0.files.matches(file.fullPath) }
                try add(file, inputs, profile, probe)
                if let shard = ShardName(file.fullPath) { shards[shard] = (inputs, profile) }
            } else {
                unknown.append(file)
            }
        }
        for file in unknown {
            // A shard may lack a column that has no values there: it is what its siblings are.
            if let known = ShardName(file.fullPath).flatMap({ shards[$0] }) {
                try add(file, known.inputs, known.profile, FileFields(file: file, source: standardInput))
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

    /// Maps files that no profile knows. A field that several of them have is judged by its values in all of them, so
    /// that the shards of a data set agree on their columns.
    private mutating func addProposals(for files: [InputFile], stored: StoredColumns) throws {
        var looked: [Result<MappingProposal, ReadError>] = []
        var joint: [FieldPath: FieldSample] = [:]
        for file in files {
            do {
                let fields = FileFields(file: file, source: standardInput)
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
    /// Puts what the call says in place of what the file says.
    fileprivate mutating func override(with options: IngestOptions) {
        dataset = options.dataset ?? dataset
        given = [("source", options.source), ("stage", options.stage)].compactMap { role, value in
            value.map { ColumnRule(name: role, content: .tag(FieldRule(constant: $0)), isRole: true) }
        }
        takeGiven()
    }

    /// Puts what the call says of the file's rows in place of what the mapping says.
    mutating func takeGiven() {
        for rule in given {
            input.columns.removeAll { $0.name == rule.name && $0.isRole }
            input.columns.append(rule)
        }
    }
}

extension ProfileInput {
    /// Whether a file is one of these, although nobody named the profile.
    fileprivate func recognises(_ fields: FileFields) -> Bool {
        let file = fields.file
        guard file.isStandardInput || files.matches(file.fullPath) else { return false }
        switch recognition {
        case .never: return false
        case .byPath: return !file.isStandardInput
        case .byFields(let names): return fields.has(all: names, options: options)
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
    /// The paths of which the first with a value counts.
    fileprivate var alternatives: [FieldPath] {
        switch content {
        case .text: return fieldPaths
        case .tag(let rule), .tags(let rule, _):
            if case .paths = rule.origin { return fieldPaths }
            return []
        case .measure: return []
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
        case .measure: break
        }
        return column
    }
}
