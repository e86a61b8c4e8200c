import Testing

@testable import Parquet

/// Only what is wanted is read.
@Suite(.enabled(if: Suite.isPresent, "needs ../shared/suites/parquet-testing"))
struct ReadingTests {
    private static func opened(_ name: String) throws -> (ParquetFile, RecordingSource) {
        let source = RecordingSource(try RandomAccessFile(path: Suite.path("data/\(name).parquet")))
        return (try ParquetFile(source), source)
    }

    /// The bytes of a column chunk, with its dictionary.
    private static func range(_ file: ParquetFile, _ group: Int, _ leaf: Int) throws -> Range<Int64> {
        let metadata = try #require(file.rowGroups[group].columns[leaf].metadata)
        let start = min(metadata.dictionaryPageOffset ?? .max, metadata.dataPageOffset)
        return start..<start + metadata.totalCompressedSize
    }

    @Test func footerAlone() throws {
        let (file, source) = try Self.opened("alltypes_tiny_pages")
        let footer = source.byteCount - 8 - file.dataEnd
        #expect(source.bytesRead == 4 + 8 + footer)
    }

    @Test func projection() throws {
        for name in ["alltypes_tiny_pages", "nested_structs.rust", "nullable.impala"] {
            for index in try Self.opened(name).0.schema.fields.indices {
                let (file, source) = try Self.opened(name)
                let before = source.rangesRead.count
                let leaves = file.schema.fields[index].leaves
                let columns = try CanonicalColumns(file, leaves: Set(leaves))
                #expect(columns.names == [file.schema.fields[index].name])
                let wanted = try leaves.map { try Self.range(file, 0, $0) }
                let read = source.rangesRead.dropFirst(before)
                #expect(
                    read.allSatisfy { range in
                        wanted.contains { $0.contains(range.lowerBound) && $0.upperBound >= range.upperBound }
                    })
                #expect(read.reduce(0) { $0 + $1.count } <= wanted.reduce(0) { $0 + $1.count })
            }
        }
    }

    /// A leaf of a structure is read without its siblings.
    @Test func projectionOfALeaf() throws {
        let (file, _) = try Self.opened("nullable.impala")
        let leaf = try #require(file.schema.leaf(path: ["nested_struct", "A"]))
        let columns = try CanonicalColumns(file, leaves: [leaf.index])
        let texts = try CanonicalColumns(file).columns[
            try #require(file.schema.fields.firstIndex { $0.name == "nested_struct" })]
        #expect(columns.names == ["nested_struct"])
        for (found, whole) in zip(columns.columns[0], texts) {
            #expect(whole.hasPrefix(found.dropLast()), "\(found) in \(whole)")
        }
    }

    /// By the offset index a few rows cost a few pages.
    @Test func rowRanges() throws {
        let all = try CanonicalColumns(try Self.opened("alltypes_tiny_pages_plain").0)
        for ranges in [[Int64(0)..<1], [7_299..<7_300], [100..<110, 5_000..<5_001], [3_000..<3_300]] {
            let rows = RowRanges(ranges)
            let (file, source) = try Self.opened("alltypes_tiny_pages_plain")
            let indices = try (0..<13).reduce(Int64(0)) { total, leaf in
                let chunk = file.rowGroups[0].columns[leaf]
                _ = try #require(try file.offsetIndex(rowGroup: 0, leaf: leaf))
                return total + Int64(chunk.offsetIndexLength ?? 0)
            }
            let before = source.bytesRead
            let reader = try file.rows(rowGroup: 0, rows: rows)
            for row in ranges.joined() {
                let values = try #require(try reader.next())
                let texts = zip(values, reader.fields).map { $0.canonicalText($1) }
                #expect(texts == all.columns.map { $0[Int(row)] })
            }
            #expect(try reader.next() == nil)
            let share = Double(source.bytesRead - before - indices) / Double(file.dataEnd)
            #expect(share < 0.1, "\(ranges): \(share)")
        }
    }

    @Test func pageIndex() throws {
        let (file, _) = try Self.opened("alltypes_tiny_pages")
        let leaf = try #require(file.schema.leaf(path: ["id"]))
        let offsets = try #require(try file.offsetIndex(rowGroup: 0, leaf: leaf.index))
        let values = try #require(try file.columnIndex(rowGroup: 0, leaf: leaf.index))
        #expect(offsets.pageLocations.count == values.nullPages.count)
        #expect(values.nullCounts?.allSatisfy { $0 == 0 } == true)
        // The least and greatest of each page are those of its rows.
        let ids = try CanonicalColumns(file, leaves: [leaf.index]).columns[0].compactMap { Int32($0) }
        let firsts = offsets.pageLocations.map { Int($0.firstRowIndex) } + [ids.count]
        for page in offsets.pageLocations.indices {
            let rows = ids[firsts[page]..<firsts[page + 1]]
            #expect(values.minimums[page] == Twin.littleEndian(rows.min() ?? 0))
            #expect(values.maximums[page] == Twin.littleEndian(rows.max() ?? 0))
        }
        #expect(try Self.opened("alltypes_plain").0.offsetIndex(rowGroup: 0, leaf: 0) == nil)
        #expect(try Self.opened("alltypes_plain").0.columnIndex(rowGroup: 0, leaf: 0) == nil)
    }

    /// The statistics of a file that has them.
    @Test func statistics() throws {
        let (file, _) = try Self.opened("alltypes_tiny_pages")
        let leaf = try #require(file.schema.leaf(path: ["id"]))
        let statistics = try #require(file.rowGroups[0].columns[leaf.index].metadata?.statistics)
        #expect(statistics.minimum == Twin.littleEndian(Int32(0)))
        #expect(statistics.maximum == Twin.littleEndian(Int32(7_299)))
        #expect(statistics.nullCount == 0)
        #expect(leaf.statisticValue(try #require(statistics.maximum)) == .int(7_299))
        #expect(leaf.statisticValue([1, 2, 3]) == nil)
    }

    @Test func twoThreads() async throws {
        let (file, _) = try Self.opened("alltypes_tiny_pages")
        let expected = try CanonicalColumns(file).columns
        let found = try await withThrowingTaskGroup(of: [[String]].self) { group in
            for _ in 0..<4 { group.addTask { try CanonicalColumns(file).columns } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(found.allSatisfy { $0 == expected })
    }

    @Test func filesThatCannotBeOpened() {
        for path in ["/nowhere/at/all", Suite.folder.path] {
            #expect { try ParquetFile(path: path) } throws: { error in
                guard case .cannotOpen = (error as? ParquetError)?.problem else { return false }
                return "\(error)".hasPrefix(path)
            }
        }
    }
}
