import Columns
import Testing

@Suite struct TagDictionaryTests {
    @Test func codesAreConsecutiveInTheOrderOfArrival() {
        var dictionary = TagDictionary()
        #expect(dictionary.count == 0)
        #expect(dictionary.greatestCode == 0)
        #expect(["b", "a", "b", "", "a", ""].map { dictionary.intern($0) } == [1, 2, 1, 3, 2, 3])
        #expect(dictionary.count == 3)
        #expect(dictionary.byteCount == 2)
        #expect((0...4).map { dictionary.text(of: $0) } == ["", "b", "a", "", ""])
        #expect(dictionary.code(of: "") == 3)
        #expect(dictionary.code(of: "c") == nil)
    }

    /// Swift takes some of these for equal, or ends them at the NUL; their bytes differ.
    @Test func valuesAreToldApartByTheirBytes() {
        let values = [
            "\u{E9}", "e\u{301}", "a", "a\0", "a\0b", "\0", "", "Å", "\u{212B}", "A\u{30A}", "\u{FEFF}a", "가",
            "\u{1100}\u{1161}",
        ]
        var dictionary = TagDictionary()
        #expect(values.map { dictionary.intern($0) } == (1...UInt32(values.count)).map(\.self))
        for (index, value) in values.enumerated() {
            #expect(dictionary.code(of: value) == UInt32(index + 1))
            #expect(Array(dictionary.text(of: UInt32(index + 1)).utf8) == Array(value.utf8))
        }
    }

    @Test func bytesThatAreNoTextAreKept() {
        var dictionary = TagDictionary()
        let values: [[UInt8]] = [[0xFF], [0xFE], [0xC3], [0xC3, 0x28], [], [0]]
        let codes = values.map { value in value.withUnsafeBytes { dictionary.intern($0) } }
        #expect(codes == [1, 2, 3, 4, 5, 6])
        for (code, value) in zip(codes, values) { #expect(dictionary.withBytes(of: code) { Array($0) } == value) }
    }

    @Test func aHundredThousandValuesKeepTheirCodes() {
        var dictionary = TagDictionary()
        let values = (0..<100_000).map { "value \($0 * 7919 % 100_003)" }
        for (index, value) in values.enumerated() where dictionary.intern(value) != UInt32(index + 1) {
            Issue.record("\(value) is not code \(index + 1)")
        }
        for (index, value) in values.enumerated()
        where dictionary.code(of: value) != UInt32(index + 1) || dictionary.text(of: UInt32(index + 1)) != value {
            Issue.record("\(value) is no longer code \(index + 1)")
        }
        #expect(dictionary.count == 100_000)
        #expect(dictionary.code(of: "value") == nil)
    }

    @Test func aCopyIsItsOwn() {
        var first = TagDictionary()
        _ = first.intern("a")
        var second = first
        #expect(second.intern("b") == 2)
        #expect(first.count == 1)
        #expect(first.code(of: "b") == nil)
    }

    /// However often it is asked for, and whatever the dictionary had before.
    @Test(arguments: [0, 1, 40]) func aRunningChecksumIsThatOfAllValues(_ before: Int) {
        var dictionary = TagDictionary()
        for value in 0..<before { _ = dictionary.intern("before \(value)") }
        let running = DictionaryChecksum()
        for step in 0..<60 {
            #expect(running.value(of: dictionary) == dictionary.checksum)
            for value in 0..<(step % 7) {
                _ = dictionary.intern(String(repeating: "é", count: step * value) + "\(step % 5)")
            }
        }
        #expect(running.value(of: dictionary) == dictionary.checksum && dictionary.count > before + 30)
    }
}
