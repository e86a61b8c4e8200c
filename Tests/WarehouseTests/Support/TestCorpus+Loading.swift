import Foundation
import LocalFacts
import SQLite
import Warehouse

extension TestCorpus {
    /// A load that knows what the corpus's names mean.
    static func load(into store: Store) throws -> LoadWriter {
        let load = try LoadWriter(
            store: store, description: LoadDescription(profile: "invented", arguments: ["test"], version: "test"))
        load.placeResolver = { placeTargets[$0] }
        load.languageResolver = { languageCodes[$0] }
        return load
    }

    static func description(_ path: String, byteCount: Int64? = 1_000) -> FileDescription {
        FileDescription(path: path, dataset: "test", format: "jsonl", byteCount: byteCount, headHash: "head of \(path)")
    }

    /// Writes samples as one complete file each, in one load.
    static func add(_ files: [(path: String, samples: [TestSample])], to store: Store) throws {
        let load = try load(into: store)
        for (path, samples) in files {
            let writer = try load.begin(description(path))
            try append(samples, to: writer)
            try writer.finish(contentHash: "content of \(path)")
        }
        try load.finish()
    }

    /// Writes one file with one tag column.
    static func add(
        _ name: String, _ values: [String?], role: ColumnRole? = nil, file: String = "a", to store: Store
    ) throws {
        let load = try load(into: store)
        let writer = try load.begin(description(file))
        let column = try writer.column(NewColumn(name: name, kind: .tag, role: role))
        try writer.append(
            SampleBatch(
                rowCount: values.count, recordNumbers: values.indices.map { Int64($0 + 1) },
                recordsRead: Int64(values.count), columns: [(column, .tags(writer.codes(values, in: column)))]))
        try writer.finish(contentHash: nil)
        try load.finish()
    }

    /// A store of two files, which are two row groups, at `path`.
    static func twoFiles(_ sampleCount: Int = 60, at path: String) throws -> Store {
        let samples = random(sampleCount, seed: 21)
        let half = sampleCount / 2
        let store = try Store.create(at: path)
        try add([("a.jsonl", Array(samples[..<half])), ("b.jsonl", Array(samples[half...]))], to: store)
        try store.setStages(stages)
        try store.refresh()
        return store
    }
}

extension FileWriter {
    func codes(_ values: [String?], in column: ColumnDefinition) throws -> [UInt32] {
        try values.map { value in
            guard let value else { return 0 }
            return try Array(value.utf8).withUnsafeBytes { try intern($0, in: column) }
        }
    }
}

extension Store {
    /// All rows of all relations, which is all that a store tells of its samples.
    func content() throws -> [String: [[SQLValue]]] {
        var content: [String: [[SQLValue]]] = [:]
        for relation in relations {
            content[relation.name] = try connection.rows("select * from \"\(relation.name)\"")
            let counts = relation.columns.filter(\.isHidden).map { "sum(\"\($0.name)\")" }.joined(separator: ", ")
            content[relation.name, default: []] += try connection.rows("select \(counts) from \"\(relation.name)\"")
        }
        return content
    }
}
