import Foundation

/// A small model in fastText's format: two labels, three words, no n-grams kept.
struct ModelFile {
    private(set) var data = Data()

    init(version: Int32 = 12, loss: Int32 = 1, kind: Int32 = 3, wordNGrams: Int32 = 1) {
        add(Int32(793_712_314))
        add(version)
        for setting: Int32 in [2, 5, 5, 1, 5, wordNGrams, loss, kind, 100, 2, 4, 100] { add(setting) }
        add(UInt64(0))
        // Words and labels.
        for size: Int32 in [5, 3, 2] { add(size) }
        add(Int64(30))
        add(Int64(1))
        for (word, count, type) in [
            ("</s>", 9, 0), ("the", 8, 0), ("der", 7, 0), ("__label__en", 5, 1), ("__label__de", 4, 1),
        ] {
            data.append(contentsOf: Array(word.utf8) + [0])
            add(Int64(count))
            data.append(UInt8(type))
        }
        // One n-gram that was not pruned: bucket 7 is row 0 behind the words.
        add(Int32(7))
        add(Int32(0))
        // The words' matrix: four rows of two numbers, each one part.
        data.append(1)
        data.append(0)
        add(Int64(4))
        add(Int64(2))
        add(Int32(4))
        data.append(contentsOf: [0, 1, 2, 0])
        for size: Int32 in [2, 1, 2, 2] { add(size) }
        for code in 0..<256 {
            add(Float(code == 1 ? 6 : 0).bitPattern)
            add(Float(code == 2 ? 6 : 0).bitPattern)
        }
        // The decisions: "the" speaks for the first label, "der" for the second.
        data.append(0)
        add(Int64(2))
        add(Int64(2))
        for number: Float in [1, -1, 0, 0] { add(number.bitPattern) }
    }

    private mutating func add(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
    }
}
