import Parallel
import SQLite
import Tabular
import Tagging
import Warehouse

/// Finds the samples that the keys of a file of labels mean.
struct LabelledTexts {
    private var found: [String: (samples: [Int64], item: TextKey)] = [:]

    /// - Parameters:
    ///   - text: the column of the texts.
    ///   - keyColumn: a column of the samples that has the keys; nil for keys of sheets and numbers of samples.
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(keys), and O(texts) if a text has moved since its key was written.
    init(store: Store, text: String, keyColumn: String?, keys: Set<String>) throws {
        var samples: [Int64: [(key: String, text: TextKey?)]] = [:]
        var texts: [TextKey: [String]] = [:]
        if let keyColumn {
            let name = SQLName.quoted(keyColumn)
            let statement = try store.connection.prepare(
                """
                select min(id), \(name) from samples
                where cast(\(name) as text) in (select value from json_each(?)) group by 2
                """)
            try statement.bind([.text(JSONText.array(keys.sorted()))])
            while try statement.step() {
                guard let id = statement.value(at: 0).integer else { continue }
                let value = statement.value(at: 1)
                samples[id, default: []].append((value.text ?? value.integer.map(String.init) ?? "", nil))
            }
        } else {
            for key in keys {
                if let parts = SampleKey(key) {
                    for sample in parts.samples { samples[sample, default: []].append((key, parts.textKey)) }
                } else if let textKey = TextKey(hexadecimal: key) {
                    texts[textKey, default: []].append(key)
                } else if let id = Int64(key) {
                    samples[id, default: []].append((key, nil))
                }
            }
        }
        let wanted = samples.keys.filter { $0 >= 1 && $0 <= Int64(store.sampleCount) }.sorted()
        let reading = try StoredTexts(store: store, column: text, ids: wanted).reading()
        while let (id, content) = try reading.next() {
            guard let item = TextKey(of: content) else { continue }
            for (key, expected) in samples[id] ?? [] where expected ?? item == item {
                found[key, default: ([], item)].samples.append(id)
            }
        }
        for (key, expected) in samples.values.joined() where found[key] == nil {
            if let expected { texts[expected, default: []].append(key) }
        }
        guard !texts.isEmpty else { return }
        let all = try StoredTexts(store: store, column: text, ids: nil).reading()
        while !texts.isEmpty, let batch = try all.nextBatch() {
            let items = try batch.concurrentMap { ($0.id, TextKey(of: $0.text)) }
            for (id, item) in items {
                guard let item, let keys = texts.removeValue(forKey: item) else { continue }
                for key in Set(keys) { found[key] = ([id], item) }
            }
        }
    }

    subscript(key: String) -> (samples: [Int64], item: TextKey)? { found[key] }
}
