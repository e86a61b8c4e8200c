import Columns
import Testing

@Suite struct TextBlockTests {
    @Test func textsComeBack() throws {
        let long = String(repeating: "long and 長い ", count: 20_000)
        for texts in [
            [], [nil], [""], [nil, "", nil], ["a", "", nil, "नमस्ते 😀", "nul\0inside", "e\u{301}"], [long, nil, long, ""],
        ] as [[String?]] {
            let vector = try block(texts).texts()
            #expect(vector.rowCount == texts.count)
            #expect(read(vector) == texts.map { $0.map { Array($0.utf8) } })
        }
    }

    /// More lengths than there is room for before the texts.
    @Test func blocksOfManyShortTextsAreTheObviousOnes() throws {
        let builder = TextBlockBuilder()
        let texts = (0..<40_000).map { $0 % 3 == 0 ? nil : String(repeating: "x", count: $0 % 5) }
        for text in texts + texts {
            if let text { try Array(text.utf8).withUnsafeBytes(builder.append) } else { builder.appendNull() }
        }
        let blocks = try builder.finish()
        #expect(blocks.map(\.block.rowCount).reduce(0, +) == 80_000)
        #expect(try blocks.flatMap { read(try $0.block.texts()) } == (texts + texts).map { $0.map { Array($0.utf8) } })
        for block in blocks {
            let texts = read(try block.block.texts())
            let bytes = texts.flatMap { $0 ?? [] }
            let obvious = try bytes.withUnsafeBytes { try TextBlock(lengths: texts.map { $0?.count }, bytes: $0) }
            #expect(obvious == block.block)
        }
    }

    @Test func bytesThatAreNoTextComeBack() throws {
        let bytes: [UInt8] = [0xFF, 0xC3, 0x28]
        let block = try bytes.withUnsafeBytes { try TextBlock(lengths: [1, 2], bytes: $0) }
        #expect(read(try block.texts()) == [[0xFF], [0xC3, 0x28]])
    }

    /// Lengths and bytes that do not belong together would be read as other texts, or not at all.
    @Test func lengthsThatAreNotThoseOfTheBytesAreRefused() {
        for lengths in [[1], [4], [3, 1], [-1, 4], [nil], [Int.max, 3]] as [[Int?]] {
            #expect(throws: SegmentError.self) {
                try [UInt8](repeating: 65, count: 3).withUnsafeBytes { try TextBlock(lengths: lengths, bytes: $0) }
            }
        }
    }

    @Test func everyChangedByteFailsTheChecksum() throws {
        let block = try block(["one", nil, "", "two"])
        for index in block.compressed.indices {
            for bit in 0..<8 {
                var changed = block
                changed.compressed[index] ^= 1 << UInt8(bit)
                #expect(throws: SegmentError.self) { try changed.texts() }
            }
        }
    }

    /// If the checksum was made to fit, zstd and the lengths still protect memory.
    @Test func everyChangedByteWithAFittingChecksumIsReadOrRefused() throws {
        let block = try block(["one", nil, "", "two", "नमस्ते"])
        for index in block.compressed.indices {
            for value in UInt8.min...UInt8.max {
                var compressed = block.compressed
                compressed[index] = value
                expectReadOrRefusal(
                    TextBlock(
                        rowCount: block.rowCount, rawByteCount: block.rawByteCount, compressed: compressed,
                        checksum: Checksum.of(compressed)))
            }
        }
        for length in block.compressed.indices {
            let cut = Array(block.compressed.prefix(length))
            let block = TextBlock(
                rowCount: block.rowCount, rawByteCount: block.rawByteCount, compressed: cut, checksum: Checksum.of(cut))
            #expect(throws: SegmentError.self) { try block.texts() }
        }
    }

    @Test func everyChangedLengthIsReadOrRefused() throws {
        var raw: [UInt8] = []
        for length in [2, .max, 0, 3] as [UInt32] { raw += ObviousLayout.bytes(Int64(length), 4) }
        raw += [1, 2, 3, 4, 5]
        for index in raw.indices {
            for value in [0, 1, 2, 127, 128, 254, 255] as [UInt8] {
                var changed = raw
                changed[index] = value
                // One row's text is the bytes of a block: its compressed form is the smallest way to make them.
                let made = try changed.withUnsafeBytes { try TextBlock(lengths: [$0.count], bytes: $0) }
                expectReadOrRefusal(
                    TextBlock(
                        rowCount: 4, rawByteCount: made.rawByteCount, compressed: made.compressed,
                        checksum: made.checksum))
            }
        }
    }

    @Test func otherRowAndByteCountsAreRefused() throws {
        let block = try block(["one", nil, "", "two"])
        for rowCount in [-1, Int.min, 5, 7, 1 << 40, Int.max] {
            var changed = block
            changed.rowCount = rowCount
            #expect(throws: SegmentError.self) { try changed.texts() }
        }
        for rawByteCount in [-1, 0, block.rawByteCount - 1, block.rawByteCount + 1, 1 << 31, Int.max] {
            var changed = block
            changed.rawByteCount = rawByteCount
            #expect(throws: SegmentError.self) { try changed.texts() }
        }
    }

    private func block(_ texts: [String?]) throws -> TextBlock {
        let bytes = texts.flatMap { Array(($0 ?? "").utf8) }
        return try bytes.withUnsafeBytes { try TextBlock(lengths: texts.map { $0?.utf8.count }, bytes: $0) }
    }

    private func read(_ vector: TextVector) -> [[UInt8]?] {
        (0..<vector.rowCount).map { row in vector.withBytes(of: row) { $0.map(Array.init) } }
    }

    private func expectReadOrRefusal(_ block: TextBlock) {
        do {
            let vector = try block.texts()
            if read(vector).count != block.rowCount { Issue.record("\(vector.rowCount) rows of \(block.rowCount)") }
        } catch is SegmentError {
        } catch {
            Issue.record("\(error)")
        }
    }
}
