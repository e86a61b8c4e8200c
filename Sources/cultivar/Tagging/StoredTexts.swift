import LocalFacts
import Warehouse

/// The texts of chosen samples, in the order of the store.
struct StoredTexts {
    /// How many texts are read at a time.
    private static let batch = 2_048

    let store: Store
    let column: String
    /// Ascending; nil for all samples.
    let ids: [Int64]?

    var count: Int { ids?.count ?? store.sampleCount }

    /// Begins a reading. Readings do not depend on each other, but are for one thread at a time.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func reading() throws -> Reading { try Reading(self) }

    /// The texts one after another, in bounded memory. A sample without a text has an empty one.
    final class Reading {
        private let reader: SampleReader
        private let ids: [Int64]?
        private var group = 0
        /// The place in `ids`, or the next id of the group.
        private var position = 0
        private var batch: [(id: Int64, text: String)] = []
        private var place = 0

        fileprivate init(_ texts: StoredTexts) throws {
            reader = try SampleReader(store: texts.store, columns: [texts.column])
            ids = texts.ids
        }

        /// The next text; nil at the end.
        func next() throws -> (id: Int64, text: String)? {
            while place == batch.count {
                guard let next = try nextBatch() else { return nil }
                batch = next
                place = 0
            }
            place += 1
            return batch[place - 1]
        }

        /// The next texts; nil at the end.
        func nextBatch() throws -> [(id: Int64, text: String)]? {
            while group < reader.rowGroups.count {
                let wanted = takeIDs(in: reader.rowGroups[group])
                guard !wanted.isEmpty else {
                    group += 1
                    continue
                }
                var batch: [(id: Int64, text: String)] = []
                batch.reserveCapacity(wanted.count)
                try reader.read(group, ids: wanted) { ids, values in
                    guard case .texts(let texts)? = values.first else { return }
                    var start = 0
                    for (row, id) in ids.enumerated() {
                        batch.append((id, String(decoding: texts.bytes[start..<texts.ends[row]], as: UTF8.self)))
                        start = texts.ends[row]
                    }
                }
                return batch
            }
            return nil
        }

        private func takeIDs(in range: Range<Int64>) -> [Int64] {
            if let ids {
                let start = position
                while position < ids.count, position - start < StoredTexts.batch, ids[position] < range.upperBound {
                    position += 1
                }
                return Array(ids[start..<position])
            }
            let start = max(Int64(position), range.lowerBound)
            let end = min(start + Int64(StoredTexts.batch), range.upperBound)
            position = Int(end)
            return start < end ? Array(start..<end) : []
        }
    }
}

/// Texts for a run that cannot throw while it takes them: an error ends the sequence and is kept.
final class TextSequence: Sequence, IteratorProtocol {
    private let reading: StoredTexts.Reading
    private(set) var error: (any Error)?

    init(_ texts: StoredTexts) throws { reading = try texts.reading() }

    func next() -> String? {
        do { return try reading.next()?.text } catch {
            self.error = error
            return nil
        }
    }

    /// - Throws: what ended the texts early.
    func check() throws { if let error { throw error } }
}
