import Parallel
import TestSupport
import Testing

@testable import Duplicates

@Suite(.serialized) struct DuplicateFinderTests {
    private func groups(_ texts: [String], _ options: DuplicateOptions? = nil) throws -> [Int64] {
        let found = try DuplicateFinder(options ?? DuplicateOptions())
            .find(texts.enumerated().map { (row: Int64($0), text: $1) })
        var groups = texts.indices.map { Int64($0) }
        for member in found.members { groups[Int(member.row)] = member.group }
        return groups
    }

    /// Recall and precision beside brute force on 20,000 texts with known edits.
    @Test func twentyThousandTexts() throws {
        let corpus = Corpus(20_000, seed: 18)
        let texts = corpus.texts.map(\.text)
        let found = try groups(texts)
        let expected = BruteForce(texts, threshold: 0.8)
        #expect(expected.pairs.count > 2_000)
        // Every group is within a component: no pair below the threshold was joined.
        for (place, group) in found.enumerated() {
            #expect(expected.components[place] == expected.components[Int(group)], "\(place)")
        }
        let together = expected.pairs.count { found[$0.0] == found[$0.1] }
        #expect(Double(together) >= 0.995 * Double(expected.pairs.count), "\(together) of \(expected.pairs.count)")
    }

    @Test func lowerThresholds() throws {
        let corpus = Corpus(3_000, seed: 7, words: 6...30)
        let texts = corpus.texts.map(\.text)
        for threshold in [0.4, 0.5, 0.65, 0.9, 1] {
            let found = try groups(texts, DuplicateOptions(threshold: threshold))
            let expected = BruteForce(texts, threshold: threshold)
            for (place, group) in found.enumerated() {
                #expect(expected.components[place] == expected.components[Int(group)], "\(threshold) \(place)")
            }
            let together = expected.pairs.count { found[$0.0] == found[$0.1] }
            #expect(Double(together) >= 0.99 * Double(expected.pairs.count), "\(threshold)")
        }
    }

    @Test func neitherThreadsNorMemoryNorBatchesMatter() throws {
        let corpus = Corpus(1_500, seed: 2, oneIn: 2)
        let options = try DuplicateOptions()
        var small = options
        small.keyBytes = 20_000
        let width = Width.current
        defer { Width.current = width }
        let expected = try DuplicateFinder(options).find(corpus)
        #expect(expected.groupCount > 150 && expected.textCount == 1_500)
        for threads in [1, 2, 5] {
            Width.current = threads
            #expect(try DuplicateFinder(options).find(corpus, batchSize: 7 * threads) == expected)
            #expect(try DuplicateFinder(small).find(corpus, batchSize: 333) == expected)
        }
    }

    @Test func equalTexts() throws {
        let found = try DuplicateFinder(DuplicateOptions()).find([
            (row: 9, text: "one two three four"), (row: 4, text: "one two three four"), (row: 7, text: ""),
            (row: 2, text: "other words are here"), (row: 8, text: ""), (row: 5, text: "One, two, three: four!"),
            (row: 6, text: "!!!"), (row: 3, text: "???"),
        ])
        typealias Member = DuplicateGroups.Member
        #expect(
            found.members == [
                Member(row: 4, group: 4, isExact: false), Member(row: 5, group: 4, isExact: false),
                Member(row: 7, group: 7, isExact: false), Member(row: 8, group: 7, isExact: true),
                Member(row: 9, group: 4, isExact: true),
            ])
        #expect(found.members.map(\.duplicateOf) == [nil, 4, nil, 7, 4])
        #expect(found.textCount == 8 && found.distinctCount == 6 && found.groupCount == 2 && found.keptCount == 5)
    }

    @Test func noTexts() throws {
        let found = try DuplicateFinder(DuplicateOptions()).find([])
        #expect(found.members.isEmpty && found.textCount == 0 && found.groupCount == 0)
    }

    /// Many texts with one common beginning share bands, and are compared all the same.
    @Test func aGreatBucket() throws {
        let same = (0..<1_000).map { _ in "the same short text of some words" }
        #expect(try groups(same.enumerated().map { "\($1) \($0 % 3)" }).allSatisfy { $0 <= 2 })
        let long = (0..<60).map { "w\($0)" }.joined(separator: " ")
        #expect(try groups((0..<1_000).map { "\(long) \($0)" }).allSatisfy { $0 == 0 })
    }

    /// Texts put together from few sentences: buckets hold many groups, some of them alike, but not alike enough.
    @Test func greatBucketsOfManyGroups() throws {
        var generator = SeededGenerator(seed: 21)
        let sentences = (0..<5).map { sentence in
            (0..<9 + sentence).map { "w\(sentence)x\($0)" }.joined(separator: " ")
        }
        let texts = (0..<3_000).map { number in
            "\(number) "
                + (0..<3).map { _ in sentences[Int.random(in: 0..<5, using: &generator)] }.joined(separator: " ")
        }
        let found = try groups(texts)
        let expected = BruteForce(texts, threshold: 0.8)
        for (place, group) in found.enumerated() {
            #expect(expected.components[place] == expected.components[Int(group)], "\(place)")
        }
        let together = expected.pairs.count { found[$0.0] == found[$0.1] }
        #expect(expected.pairs.count > 10_000 && together == expected.pairs.count, "of \(expected.pairs.count)")
    }

    /// Texts beyond the limit of a sketch are compared by a sample of their shingles.
    @Test func longTexts() throws {
        var generator = SeededGenerator(seed: 1)
        let words = (0..<5_000).map { _ in "w\(Int.random(in: 0..<100_000, using: &generator))" }
        func edited(_ count: Int) -> String {
            var copy = words
            for number in 0..<count { copy[number * (5_000 / count)] = "edit\(number)" }
            return copy.joined(separator: " ")
        }
        // One edit changes three shingles: similarities 0.94 and 0.62.
        let found = try groups([words.joined(separator: " "), edited(50), edited(400)])
        #expect(found == [0, 0, 2])
    }

    @Test func textsThatChange() throws {
        var reading = 0
        let finder = try DuplicateFinder(DuplicateOptions())
        func texts(_ reading: Int) -> DuplicateFinder.Batch {
            [(0, "one two three four five"), (1, "one two three four FIVE"), (2, reading > 1 ? "other" : "last")]
                .dropLast(reading > 2 ? 1 : 0)
        }
        #expect(throws: DuplicateError.self) {
            try finder.find(reading: {
                reading += 1
                var batches = [reading > 1 ? [(0, "something else"), (1, "x")] : texts(1)]
                return { batches.popLast() }
            })
        }
        struct Stop: Error {}
        #expect(throws: Stop.self) { try finder.find(reading: { { throw Stop() } }) }
    }

    @Test func whatIsNoOption() throws {
        #expect(throws: DuplicateError.thresholdOutOfRange(0.1)) { try DuplicateOptions(threshold: 0.1) }
        #expect(throws: DuplicateError.thresholdOutOfRange(1.1)) { try DuplicateOptions(threshold: 1.1) }
        #expect(throws: DuplicateError.shingleWordsOutOfRange(0)) { try DuplicateOptions(shingleWords: 0) }
        for error: DuplicateError in [
            .thresholdOutOfRange(2), .shingleWordsOutOfRange(0), .textsChanged(row: 1), .tooManyTexts(5),
        ] {
            #expect(!error.description.isEmpty)
        }
        for threshold in stride(from: 0.4, through: 1, by: 0.05) {
            let options = try DuplicateOptions(threshold: min(threshold, 1))
            var part = 1.0
            for _ in 0..<options.rowsPerBand { part *= options.threshold }
            var missed = 1.0
            for _ in 0..<options.bands { missed *= 1 - part }
            #expect(
                missed <= 0.001 && options.bands * options.rowsPerBand <= 128 && options.rowsPerBand >= 2,
                "\(threshold)")
        }
    }

    @Test func equalTextsAlone() throws {
        let texts = ["a b c", "A b c", "a b c", "d", "a b c", "d"]
        var batches = [texts.enumerated().map { (row: Int64($0 + 1), text: $1) }]
        let groups = try DuplicateFinder.findEqual { batches.popLast() }
        #expect(groups.textCount == 6 && groups.distinctCount == 3 && groups.groupCount == 2 && groups.keptCount == 3)
        #expect(groups.members.map(\.row) == [1, 3, 4, 5, 6] && groups.members.map(\.group) == [1, 1, 4, 1, 4])
        #expect(groups.members.map(\.isExact) == [false, true, false, true, true])
        #expect(try DuplicateFinder.findEqual { nil }.textCount == 0)
    }
}
