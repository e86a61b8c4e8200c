import Parallel

/// The state of one search: which texts there are, the keys of the bands that are being looked at, and the groups so
/// far.
struct DuplicateSearch {
    private let options: DuplicateOptions
    private var rows: [Int64] = []
    /// For each text its number among the different ones, in the order in which these first occur.
    private var numbers: [Int32] = []
    private var distinct = DistinctTexts()
    private var sets = DisjointSets(count: 0)

    /// The bands that are being looked at, with a key for each different text that has words.
    private var bands: Range<Int>
    private var keys: [[UInt32]]
    private var keyed: [Int32] = []

    init(_ options: DuplicateOptions) {
        self.options = options
        bands = 0..<options.bands
        keys = bands.map { _ in [] }
    }

    var hasMoreBands: Bool { bands.upperBound < options.bands }

    /// What a worker finds in a batch.
    private struct Keyed: Sendable {
        var rows: [Int64] = []
        var hashes: [TextHash] = []
        var hasWords: [Bool] = []
        /// The keys of the texts that have words, one after another.
        var keys: [UInt32] = []
    }

    private func worker() -> (TextReading.Placed) -> Keyed {
        var shingles = Shingles(width: options.shingleWords)
        let minHash = MinHash(bands: bands, rowsPerBand: options.rowsPerBand)
        var signature: [UInt32] = []
        return { placed in
            var found = Keyed()
            for (row, text) in placed.batch {
                found.rows.append(row)
                found.hashes.append(TextHash(text))
                shingles.read(text)
                found.hasWords.append(!shingles.hashes.isEmpty)
                if !shingles.hashes.isEmpty {
                    minHash.appendKeys(of: shingles.hashes, signature: &signature, to: &found.keys)
                }
            }
            return found
        }
    }

    /// Numbers the texts, and keeps the keys of as many bands as fit.
    mutating func readFirst(_ read: @escaping () throws -> TextReading.Batch?) throws {
        var (rows, numbers, distinct) = (rows, numbers, distinct)
        var (bands, keys, keyed) = (bands, keys, keyed)
        let most = options.keyBytes / 4
        try TextReading.run(read, makeWorker: worker) { found in
            guard rows.count + found.rows.count < Int(Int32.max) else {
                throw DuplicateError.tooManyTexts(rows.count + found.rows.count)
            }
            var next = found.keys.startIndex
            for place in found.rows.indices {
                let (number, isNew) = distinct.number(of: found.hashes[place])
                rows.append(found.rows[place])
                numbers.append(Int32(number))
                guard found.hasWords[place] else { continue }
                if isNew {
                    for band in bands.indices { keys[band].append(found.keys[next + band]) }
                    keyed.append(Int32(number))
                }
                next += options.bands
            }
            // The bands that do not fit are left for later readings.
            while bands.count > 1, keyed.count * bands.count > most {
                bands = 0..<(bands.count + 1) / 2
                keys.removeLast(keys.count - bands.count)
            }
        }
        (self.rows, self.numbers, self.distinct) = (rows, numbers, distinct)
        (self.bands, self.keys, self.keyed) = (bands, keys, keyed)
        sets = DisjointSets(count: distinct.hashes.count)
    }

    /// Reads the keys of the next bands.
    ///
    /// - Throws: `DuplicateError.textsChanged`.
    mutating func readNext(_ read: @escaping () throws -> TextReading.Batch?) throws {
        bands = bands.upperBound..<min(bands.upperBound + bands.count, options.bands)
        let count = bands.count
        var keys = bands.map { _ in [UInt32]() }
        var keyed: [Int32] = []
        var (place, seen) = (0, 0)
        let (numbers, hashes) = (numbers, distinct.hashes)
        try TextReading.run(read, makeWorker: worker) { found in
            var next = 0
            for index in found.rows.indices {
                guard place < numbers.count, hashes[Int(numbers[place])] == found.hashes[index] else {
                    throw DuplicateError.textsChanged(row: place)
                }
                let isNew = Int(numbers[place]) == seen
                if isNew { seen += 1 }
                place += 1
                guard found.hasWords[index] else { continue }
                if isNew {
                    for band in 0..<count { keys[band].append(found.keys[next + band]) }
                    keyed.append(numbers[place - 1])
                }
                next += count
            }
        }
        guard place == numbers.count else { throw DuplicateError.textsChanged(row: place) }
        (self.keys, self.keyed) = (keys, keyed)
    }

    /// The buckets of the bands; the keys are gone then.
    mutating func takeBuckets() -> [BandBuckets] {
        var buckets: [BandBuckets] = []
        let keyed = keyed
        // A few bands at a time, since sorting takes twice the memory of a band's keys.
        while !keys.isEmpty {
            let some = Array(keys.prefix(Width.current))
            keys.removeFirst(some.count)
            let sorted = try? some.concurrentMap { BandBuckets(keys: $0, numbers: keyed) }
            buckets += sorted ?? []
        }
        self.keyed = []
        return buckets
    }

    /// For each text whether it is the first with its number, and in a bucket with one that it is not yet joined with.
    mutating func candidates(_ buckets: [BandBuckets]) -> [Bool] {
        var isCandidate = [Bool](repeating: false, count: distinct.hashes.count)
        for band in buckets {
            for (start, end) in zip(band.starts, band.starts.dropFirst()) {
                let first = sets.least(band.texts[start])
                guard band.texts[start + 1..<end].contains(where: { sets.least($0) != first }) else { continue }
                for text in band.texts[start..<end] { isCandidate[Int(text)] = true }
            }
        }
        var seen = 0
        return numbers.map { number in
            guard Int(number) == seen else { return false }
            seen += 1
            return isCandidate[Int(number)]
        }
    }

    /// The sketches of the texts that are wanted, one entry per text.
    ///
    /// - Throws: `DuplicateError.textsChanged`.
    func sketches(
        _ read: @escaping () throws -> TextReading.Batch?, wanted: [Bool]
    ) throws -> SketchStore {
        var store = SketchStore(textCount: distinct.hashes.count)
        let width = options.shingleWords
        let (numbers, hashes) = (numbers, distinct.hashes)
        func worker() -> (TextReading.Placed) throws -> [(number: Int, sketch: [UInt32])] {
            var shingles = Shingles(width: width)
            return { placed in
                var found: [(number: Int, sketch: [UInt32])] = []
                for (place, sample) in placed.batch.enumerated() {
                    guard placed.start + place < wanted.count else {
                        throw DuplicateError.textsChanged(row: placed.start + place)
                    }
                    guard wanted[placed.start + place] else { continue }
                    let number = Int(numbers[placed.start + place])
                    guard hashes[number] == TextHash(sample.text) else {
                        throw DuplicateError.textsChanged(row: placed.start + place)
                    }
                    shingles.read(sample.text)
                    found.append((number, Sketch.make(shingles.hashes)))
                }
                return found
            }
        }
        try TextReading.run(read, makeWorker: worker) { found in
            for (number, sketch) in found { store.add(sketch, of: number) }
        }
        return store
    }

    /// In greater buckets a text is compared with the first text of each group only, and with so many groups.
    static let mostCompared = 64

    /// Joins the texts of buckets that are similar enough.
    mutating func join(_ buckets: [BandBuckets], _ sketches: SketchStore) {
        var leaders = BucketLeaders(textCount: distinct.hashes.count)
        for band in buckets {
            for (start, end) in zip(band.starts, band.starts.dropFirst()) {
                let texts = band.texts[start..<end]
                if texts.count <= Self.mostCompared {
                    joinPairs(texts, sketches)
                } else {
                    joinWithLeaders(texts, sketches, &leaders)
                }
            }
        }
    }

    private mutating func joinPairs(_ texts: ArraySlice<Int32>, _ sketches: SketchStore) {
        for place in texts.indices.dropFirst() {
            let text = texts[place]
            var own = sets.least(text)
            for other in texts[..<place]
            where sets.least(other) != own && sketches.similarity(text, other) >= options.threshold {
                sets.join(text, other)
                own = sets.least(text)
            }
        }
    }

    private mutating func joinWithLeaders(
        _ texts: ArraySlice<Int32>, _ sketches: SketchStore, _ leaders: inout BucketLeaders
    ) {
        leaders.startBucket()
        for text in texts where !leaders.hasGroup(sets.least(text)) {
            var isJoined = false
            for leader in leaders.texts where sketches.similarity(text, leader) >= options.threshold {
                sets.join(text, leader)
                isJoined = true
            }
            if !isJoined {
                guard leaders.texts.count < Self.mostCompared else { continue }
                leaders.texts.append(text)
            }
            leaders.mark(sets.least(text))
        }
    }

    mutating func groups() -> DuplicateGroups {
        DuplicateGroups(rows: rows, numbers: numbers, distinctCount: distinct.hashes.count, sets: &sets)
    }
}
