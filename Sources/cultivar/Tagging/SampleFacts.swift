import LocalFacts
import SQLite
import Warehouse

/// Stage, source and language of some samples.
struct SampleFacts {
    struct Facts {
        let stage: String?
        let source: String?
        let language: String?
    }

    private var facts: [Int64: Facts] = [:]

    /// - Parameter ids: in any order; those that no sample has are left out.
    /// - Throws: `StoreError`, `SQLError`.
    init(store: Store, ids: [Int64]) throws {
        let ids = Set(ids).sorted()
        let reader = try SampleReader(store: store, columns: ["stage", "source", "language"])
        let dictionaries = try reader.columns.indices.map { try reader.values(ofColumn: $0).map(\.text) }
        var position = 0
        for (group, range) in reader.rowGroups.enumerated() {
            while position < ids.count, ids[position] < range.lowerBound { position += 1 }
            let start = position
            while position < ids.count, ids[position] < range.upperBound { position += 1 }
            guard position > start else { continue }
            try reader.read(group, ids: Array(ids[start..<position])) { ids, values in
                for (row, id) in ids.enumerated() {
                    let texts = zip(values, dictionaries).map { values, dictionary -> String? in
                        guard case .codes(let codes) = values else { return nil }
                        return dictionary[Int(codes[row])]
                    }
                    facts[id] = Facts(stage: texts[0], source: texts[1], language: texts[2])
                }
            }
        }
    }

    subscript(id: Int64) -> Facts? { facts[id] }
}
