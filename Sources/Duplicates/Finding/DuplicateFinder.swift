import Parallel

/// Finds equal and nearly equal texts by MinHash and bands, in memory that does not depend on their length.
///
/// Texts whose shingles have a Jaccard similarity of at least the threshold are near duplicates; groups are what such
/// pairs connect. Pairs that share a band are compared by their shingles, so no pair below the threshold is joined. A
/// pair just at the threshold is missed with a probability of 0.001, a more similar one less often; in a bucket of more
/// than 64 texts each one is compared with the first text of each group only, and with 64 groups at most.
///
/// The texts are read twice for each part of the bands that fits `DuplicateOptions.keyBytes`, at least twice. Memory:
/// that of the keys, about 40 bytes per text, and 4 per shingle of texts that share a band (at most 4 KB each). The
/// groups do not depend on the number of threads or on `keyBytes`.
///
/// Source: A. Z. Broder, "On the resemblance and containment of documents", Proceedings of Sequences (1997); J.
/// Leskovec, A. Rajaraman and J. D. Ullman, "Mining of Massive Datasets", 3rd edition (2020), chapter 3.
public struct DuplicateFinder: Sendable {
    /// Some texts with their rows, in any order; no row occurs twice.
    public typealias Batch = [(row: Int64, text: String)]

    public let options: DuplicateOptions

    public init(_ options: DuplicateOptions) { self.options = options }

    /// Finds the duplicates among texts.
    ///
    /// - Parameter texts: gives the same texts in the same order each time it is gone through.
    ///
    /// - Throws: `DuplicateError`.
    public func find<Texts: Sequence>(
        _ texts: Texts, batchSize: Int = 2_048
    ) throws -> DuplicateGroups where Texts.Element == (row: Int64, text: String) {
        try find {
            var iterator = texts.makeIterator()
            return {
                var batch: Batch = []
                batch.reserveCapacity(batchSize)
                while batch.count < batchSize, let next = iterator.next() { batch.append(next) }
                return batch.isEmpty ? nil : batch
            }
        }
    }

    /// Finds the duplicates among texts that are read batch by batch.
    ///
    /// - Parameter open: begins a reading, which gives all batches, then nil. It is called several times, and each
    ///   reading gives the same texts in the same order. Batches of about 2,000 texts suit best. A reading is called by
    ///   one thread at a time, not always the same.
    ///
    /// - Throws: `DuplicateError`, or what a reading throws.
    public func find(reading open: () throws -> () throws -> Batch?) throws -> DuplicateGroups {
        var search = DuplicateSearch(options)
        try search.readFirst(open())
        while true {
            let buckets = search.takeBuckets()
            let wanted = search.candidates(buckets)
            if wanted.contains(true) {
                let sketches = try search.sketches(open(), wanted: wanted)
                search.join(buckets, sketches)
            }
            guard search.hasMoreBands else { break }
            try search.readNext(open())
        }
        return search.groups()
    }
}
