import Columns
import Warehouse

/// The tags of each text of a store, found by the text's digest.
///
/// Memory is 24 bytes per distinct text, 8 to 16 for finding it, and the combinations of tags that occur.
struct TagIndex {
    private struct Entry {
        var digest: TextDigest
        /// The first combination of tags met, and how many samples have it.
        var tags: UInt32
        var samples: UInt32
    }

    /// Samples of one text with the same tags.
    struct Candidate: Equatable {
        /// A combination of ``TagCombinations``.
        var tags: UInt32
        var samples: UInt32
    }

    private var entries: [Entry] = []
    /// Open addressing: entries plus one at the places of their digests, 0 where free; a power of two in size.
    private var slots: [UInt32]
    /// Further combinations of the texts that have several, by entry.
    private var others: [UInt32: [Candidate]] = [:]

    /// - Parameter expected: the number of texts to make room for.
    init(expected: Int) {
        var size = 64
        while size < expected * 3 / 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        entries.reserveCapacity(expected)
    }

    var textCount: Int { entries.count }

    /// Adds a sample.
    ///
    /// - Complexity: O(1), amortised.
    mutating func add(_ digest: TextDigest, tags: UInt32) {
        let slot = slot(of: digest)
        guard slots[slot] != 0 else {
            entries.append(Entry(digest: digest, tags: tags, samples: 1))
            slots[slot] = UInt32(entries.count)
            if entries.count * 4 > slots.count * 3 { grow() }
            return
        }
        let index = slots[slot] - 1
        if entries[Int(index)].tags == tags {
            entries[Int(index)].samples += 1
        } else if let place = others[index]?.firstIndex(where: { $0.tags == tags }) {
            others[index]?[place].samples += 1
        } else {
            others[index, default: []].append(Candidate(tags: tags, samples: 1))
        }
    }

    /// The combinations of tags of the samples with a text: none, one, or several if the tags differ.
    func candidates(_ digest: TextDigest) -> [Candidate] {
        let slot = slot(of: digest)
        guard slots[slot] != 0 else { return [] }
        let index = slots[slot] - 1
        let entry = entries[Int(index)]
        return [Candidate(tags: entry.tags, samples: entry.samples)] + (others[index] ?? [])
    }

    /// The place of a digest, or the free one where it belongs.
    private func slot(of digest: TextDigest) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: digest.low) & mask
        while slots[slot] != 0, entries[Int(slots[slot]) - 1].digest != digest { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for (index, entry) in entries.enumerated() { slots[slot(of: entry.digest)] = UInt32(index + 1) }
    }
}
