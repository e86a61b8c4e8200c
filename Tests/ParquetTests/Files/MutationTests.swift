import Foundation
import TestSupport
import Testing

@testable import Parquet

/// Damaged files never crash the reader, never hang it, and are refused by errors of its own.
@Suite struct MutationTests {
    private static let limits = {
        var limits = ParquetLimits()
        limits.pageBytes = 1 << 20
        limits.pageEntries = 1 << 12
        limits.batchEntries = 100
        limits.rowElements = 1 << 12
        limits.verifiesChecksums = false
        return limits
    }()

    /// Reads some rows of all row groups; the numbers of rows are claims of the file.
    static func read(_ bytes: [UInt8], _ note: String) {
        do {
            let file = try ParquetFile(RandomAccessMemory(bytes), limits: limits)
            for group in file.rowGroups.indices.prefix(3) {
                for leaf in file.schema.leaves.indices.prefix(40) {
                    _ = try? file.columnIndex(rowGroup: group, leaf: leaf)
                    _ = try? file.columnChunk(rowGroup: group, leaf: leaf, rows: RowRanges([2..<4])).nextBatch()
                }
                let rows = try file.rows(rowGroup: group)
                for _ in 0..<100 {
                    guard try rows.next() != nil else { break }
                }
            }
        } catch {
            #expect(error is ParquetError && !"\(error)".isEmpty, "\(note)")
        }
    }

    private static func damage(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...3, using: &generator) where bytes.count > 20 {
            let position = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, position + Int.random(in: 0..<9, using: &generator))
            switch Int.random(in: 0..<8, using: &generator) {
            case 0, 1, 2: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 3: bytes[position] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator) ?? 0
            case 4: bytes.removeSubrange(position..<end)
            case 5: bytes.insert(contentsOf: bytes[position..<end], at: position)
            case 6: bytes.removeSubrange(4..<min(end, bytes.count - 8))
            default:
                // What is in the footer matters most.
                let footer = max(0, bytes.count - 300)
                bytes[Int.random(in: footer..<bytes.count, using: &generator)] ^= 0x55
            }
        }
    }

    @Test func damagedSeeds() throws {
        let seeds = try FileManager.default.contentsOfDirectory(
            at: PackageRoot.url.appending(path: "Fuzz/Seeds/parquet"), includingPropertiesForKeys: nil)
        #expect(seeds.count >= 20)
        try Self.damage(seeds.sorted { $0.path < $1.path }, rounds: 60)
    }

    @Test(.enabled(if: Suite.isPresent, "needs ../shared/suites/parquet-testing"))
    func damagedSuite() throws {
        try Self.damage(Suite.expectations.map { URL(fileURLWithPath: Suite.path($0.file)) }, rounds: 15)
    }

    private static func damage(_ files: [URL], rounds: Int) throws {
        var generator = SeededGenerator(seed: 11)
        for file in files {
            let bytes = Array(try Data(contentsOf: file))
            guard bytes.count < 6_000 else { continue }
            for round in 0..<rounds {
                var damaged = bytes
                damage(&damaged, &generator)
                read(damaged, "\(file.lastPathComponent) \(round)")
            }
        }
    }

    /// Every beginning, with the end of the file put back so that the footer is read, and without.
    @Test func cutFiles() {
        var builder = FileBuilder()
        builder.element = SchemaElement(name: "c", type: .byteArray, repetition: .repeated)
        builder.rowCount = 2
        builder.valueCount = 3
        let levels = Twin.packedRun([0, 1, 0, 0, 0, 0, 0, 0], width: 1)
        let definition = Twin.packedRun([1, 1, 0, 0, 0, 0, 0, 0], width: 1)
        builder.addPage(
            Twin.littleEndian(UInt32(2)) + levels + Twin.littleEndian(UInt32(2)) + definition
                + Twin.deltaArrays([[1, 2], [1, 3]]), values: 3, encoding: .deltaByteArray)
        #expect(builder.values() == .success([.list([.bytes([1, 2]), .bytes([1, 3])]), .list([])]))
        let whole = builder.file()
        for length in 0..<whole.count {
            Self.read(Array(whole.prefix(length)), "\(length)")
            for cut in 1..<min(8, whole.count - length) {
                Self.read(Array(whole[..<length] + whole[(length + cut)...]), "\(length) without \(cut)")
            }
            for value: UInt8 in [0, 0xFF, whole[length] &+ 1, whole[length] ^ 0x80] {
                var changed = whole
                changed[length] = value
                Self.read(changed, "\(length): \(value)")
            }
        }
    }

    /// What made the reader fail once, found by `make fuzz` and kept by the bug's name.
    @Test func regressions() throws {
        let folder = PackageRoot.url.appending(path: "Tests/ParquetTests/Regressions")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        for file in files where file.pathExtension != "md" {
            Self.read(Array(try Data(contentsOf: file)), file.lastPathComponent)
        }
    }
}
