import TestSupport
import Testing

@testable import Duplicates

@Suite struct PartTests {
    private func hashes(_ text: String, width: Int = 3) -> [UInt32] {
        var shingles = Shingles(width: width)
        shingles.read(text)
        return shingles.hashes
    }

    @Test func shingles() {
        #expect(hashes("a b c d e").count == 3 && hashes("a b").count == 1 && hashes(" .,! ").isEmpty)
        #expect(hashes("One,  TWO\tthree-four.") == hashes("one two three four"))
        #expect(hashes("ÄRGER über ΟΔΟΣ ИЛИ") == hashes("ärger über οδοσ или"))
        #expect(hashes("a b c") != hashes("a c b") && hashes("ab c", width: 1) != hashes("a bc", width: 1))
        // Chinese and Thai have no blanks: each character is a word. Devanagari has, and its vowel signs are letters.
        #expect(hashes("中国文化，传统").count == 4)
        #expect(hashes("ภาษา", width: 1).count == 4)
        #expect(hashes("हिन्दी भाषा", width: 1).count == 2)
        #expect(hashes("𠀀𠀁", width: 1).count == 2 && hashes("🙂").isEmpty)
        #expect(hashes("x", width: 0) == hashes("x", width: 1))
    }

    /// Band keys agree as often as theory says.
    @Test func bandsAreSharedAsOftenAsTheoryHasIt() {
        var generator = SeededGenerator(seed: 9)
        let minHash = MinHash(bands: 0..<20, rowsPerBand: 5)
        for shared in [30, 50, 70, 90] {
            var (bands, any) = (0, 0)
            var signature: [UInt32] = []
            for _ in 0..<400 {
                func draw(_ count: Int) -> [UInt32] {
                    (0..<count).map { _ in UInt32.random(in: 0 ... .max, using: &generator) }
                }
                let common = draw(shared)
                let rest = (100 - shared) / 2
                var (one, other) = ([UInt32](), [UInt32]())
                minHash.appendKeys(of: common + draw(rest), signature: &signature, to: &one)
                minHash.appendKeys(of: common + draw(rest), signature: &signature, to: &other)
                let equal = zip(one, other).count { $0 == $1 }
                bands += equal
                any += equal > 0 ? 1 : 0
            }
            let similarity = Double(shared) / 100
            let expected = similarity * similarity * similarity * similarity * similarity
            #expect(abs(Double(bands) / 8_000 - expected) < 0.03, "\(shared): \(bands)")
        }
    }

    /// The keys of a band do not depend on which others are made.
    @Test func bandsOneByOne() {
        let set = hashes("one two three four five six seven eight nine ten")
        var signature: [UInt32] = []
        var all: [UInt32] = []
        MinHash(bands: 0..<6, rowsPerBand: 4).appendKeys(of: set, signature: &signature, to: &all)
        var single: [UInt32] = []
        for band in 0..<6 {
            MinHash(bands: band..<band + 1, rowsPerBand: 4).appendKeys(of: set, signature: &signature, to: &single)
        }
        #expect(all == single)
    }

    private func similarity(_ one: [UInt32], _ other: [UInt32]) -> Double {
        let (first, second) = (Sketch.make(one), Sketch.make(other))
        return first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { Sketch.similarity(first, $0) }
        }
    }

    @Test func similarities() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let (one, other) = (0..<2).map { _ in
                (0..<Int.random(in: 0...12, using: &generator)).map { _ in UInt32.random(in: 0..<15, using: &generator)
                }
            }.pair
            let union = Set(one).union(other).count
            let expected = union == 0 ? 0 : Double(Set(one).intersection(other).count) / Double(union)
            #expect(similarity(one, other) == expected)
        }
        func draw(_ count: Int) -> [UInt32] {
            (0..<count).map { _ in UInt32.random(in: 0 ... .max, using: &generator) }
        }
        let common = draw(6_000)
        #expect(abs(similarity(common + draw(1_000), common + draw(1_000)) - 0.75) < 0.06)
        #expect(similarity(common, common) == 1 && similarity(common, draw(3)) < 0.01)
    }

    @Test func disjointSets() {
        var sets = DisjointSets(count: 6)
        sets.join(4, 5)
        sets.join(5, 1)
        sets.join(3, 2)
        #expect((0..<6).map { sets.least($0) } == [0, 1, 2, 2, 1, 1])
        sets.join(3, 4)
        sets.join(3, 4)
        #expect((0..<6).map { sets.least($0) } == [0, 1, 1, 1, 1, 1])
    }

    @Test func distinctTexts() {
        var distinct = DistinctTexts()
        for number in 0..<10_000 {
            let (found, isNew) = distinct.number(of: TextHash("\(number % 7_000)"))
            #expect(found == number % 7_000 && isNew == (number < 7_000))
        }
    }

    @Test func buckets() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<100 {
            let keys = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                UInt32.random(in: 0..<20, using: &generator) &* 0x0F0F_1357
            }
            let numbers = keys.indices.map { Int32($0 * 2) }
            let buckets = BandBuckets(keys: keys, numbers: numbers)
            let expected = Dictionary(grouping: zip(keys, numbers), by: \.0).filter { $0.value.count > 1 }
                .sorted { $0.key < $1.key }.map { $0.value.map(\.1) }
            let found = zip(buckets.starts, buckets.starts.dropFirst()).map { Array(buckets.texts[$0..<$1]) }
            #expect(found == expected)
        }
    }
}

extension [[UInt32]] {
    /// The first two.
    fileprivate var pair: ([UInt32], [UInt32]) { (self[0], self[1]) }
}
