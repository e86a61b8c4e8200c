import Columns
import LocalFacts
import Readers
import Warehouse

@testable import Ingest

/// All that one input of a profile makes of some files, as plain values.
struct MappedTable {
    var rowCount = 0
    var emptyRecords = 0
    var files = 0
    var readRejects: [Reject] = []
    var rejects: [RowReject] = []
    var recordNumbers: [Int64] = []
    private(set) var lists: [String: [[String]]] = [:]
    private(set) var numbers: [String: [Double?]] = [:]
    private(set) var texts: [String: [String?]] = [:]
    private var dictionaries: [String: TagDictionary] = [:]

    /// The values of a tag with at most one per row.
    func tag(_ name: String) -> [String?] { (lists[name] ?? []).map(\.first) }

    /// Rows by distinct value.
    func whole(_ name: String) -> [String: Int] {
        (lists[name] ?? []).reduce(into: [:]) { counts, row in for value in Set(row) { counts[value, default: 0] += 1 }
        }
    }

    func mentions(_ name: String) -> Int { (lists[name] ?? []).reduce(0) { $0 + $1.count } }

    func sum(_ name: String) -> Double { (numbers[name] ?? []).reduce(0) { $0 + ($1 ?? 0) } }

    /// Sums of a measure by the value of a tag.
    func sums(_ measure: String, by tag: String) -> [String: Double] {
        zip(lists[tag] ?? [], numbers[measure] ?? []).reduce(into: [:]) { sums, row in
            for value in Set(row.0) { sums[value, default: 0] += row.1 ?? 0 }
        }
    }

    mutating func add(
        _ input: ProfileInput, missing: [String] = [], file: InputFile, source: (any ByteSource)? = nil
    ) throws {
        let resources = MappingResources(folders: file.lookUpFolders)
        let mapper = try RowMapper(input: input, missing: missing, path: file.fullPath, resources: resources)
        let source = try source ?? FileSource(path: file.fullPath)
        let reader = try RecordReader(source: source, options: input.options, projection: mapper.projection)
        files += 1
        while let batch = try reader.nextBatch() {
            emptyRecords += batch.emptyRecords
            readRejects += batch.rejects
            let mapped = try mapper.map(batch) { value, column in
                var value = value
                return value.withUTF8 {
                    dictionaries[mapper.columns[column].name, default: TagDictionary()].intern(
                        UnsafeRawBufferPointer($0))
                }
            }
            rejects += mapped.rejects
            rowCount += mapped.rowCount
            recordNumbers += mapped.recordNumbers
            for (column, values) in zip(mapper.columns, mapped.values) { try append(values, to: column.name) }
        }
    }

    private mutating func append(_ values: SampleBatch.Values, to name: String) throws {
        let dictionary = dictionaries[name, default: TagDictionary()]
        switch values {
        case .tags(let codes):
            lists[name, default: []] += codes.map { $0 == 0 ? [] : [dictionary.text(of: $0)] }
        case .lists(let lengths, let codes):
            var rest = codes[...]
            for length in lengths {
                lists[name, default: []].append(rest.prefix(Int(length)).map(dictionary.text(of:)))
                rest = rest.dropFirst(Int(length))
            }
        case .integers(let vector): numbers[name, default: []] += (0..<vector.count).map { vector[$0].map(Double.init) }
        case .reals(let vector): numbers[name, default: []] += (0..<vector.count).map { vector[$0] }
        case .texts(let lengths, let bytes):
            var rest = bytes[...]
            for length in lengths {
                texts[name, default: []].append(length.map { String(decoding: rest.prefix($0), as: UTF8.self) })
                rest = rest.dropFirst(length ?? 0)
            }
        case .textBlocks(let blocks):
            for block in blocks {
                let vector = try block.block.texts()
                texts[name, default: []] += (0..<vector.rowCount).map { row in
                    vector.withBytes(of: row) { $0.map { String(decoding: $0, as: UTF8.self) } }
                }
            }
        }
    }
}

extension MappedTable {
    /// What the input of a shipped profile with a data set's name makes of the files in a folder of the shared data.
    init(profile name: String, dataset: String? = nil, folder: String) throws {
        let profile = try ProfileLoader.load(name)
        let files = try InputFile.files(for: [SharedData.path(folder)])
        for input in profile.inputs where dataset == nil || input.dataset == dataset {
            for file in files where input.files.matches(file.fullPath) {
                try add(input, missing: profile.missing, file: file)
            }
        }
    }

    /// What a profile written in a test makes of some text.
    init(yaml: String, text: String, path: String = "/data/file.jsonl", folders: [String] = []) throws {
        let profile = try ProfileLoader.decode(yaml: yaml, file: "test.yaml")
        for input in profile.inputs {
            let source = MemorySource(Array(text.utf8), name: path)
            try add(input, missing: profile.missing, file: InputFile(path: path), source: source)
        }
    }
}
