import Columns
import Parallel
import SQLite

/// The texts of samples here and there in the store.
struct DrawnTexts {
    /// By sample; absent for null.
    private var texts: [Int64: [UInt8]] = [:]

    /// Blocks that are read before they are decoded.
    private static let blockCount = 512

    private struct Part: Sendable {
        var group: RowGroup
        var block: TextReader.StoredBlock
        var samples: [UInt32]
    }

    /// Reads each block that has one of the samples once, and decodes them on all threads.
    ///
    /// - Parameter samples: their positions by row group, in any order, repetitions allowed.
    /// - Throws: `StoreError`, `SQLError`.
    init(_ column: ColumnDefinition, of samples: [(RowGroup, [UInt32])], connection: Connection) throws {
        var parts: [Part] = []
        for (group, samples) in samples {
            let rows = samples.sorted()
            let reader = try TextReader(connection: connection, column: column, group: group)
            for block in try reader.storedBlocks(of: rows) {
                let end = block.firstRow + block.block.rowCount
                let own = rows.filter { (block.firstRow..<end).contains(Int($0)) }
                parts.append(Part(group: group, block: block, samples: own))
            }
            if parts.count >= DrawnTexts.blockCount { try decode(&parts) }
        }
        try decode(&parts)
    }

    private mutating func decode(_ parts: inout [Part]) throws {
        let decoded = try parts.concurrentMap { part in
            let texts = try part.block.texts()
            return part.samples.map { sample in
                texts.withBytes(of: Int(sample) - part.block.firstRow) { $0.map { [UInt8]($0) } }
            }
        }
        for (part, own) in zip(parts, decoded) {
            for (sample, text) in zip(part.samples, own) { texts[part.group.firstSampleID + Int64(sample)] = text }
        }
        parts = []
    }

    /// Puts the text of a sample, by its place in the row group, or its length.
    func put(_ unit: TextUnit?, of sample: Int, in group: RowGroup, into result: ResultContext) {
        guard let text = texts[group.firstSampleID + Int64(sample)] else { return result.setNull() }
        text.withUnsafeBytes { if let unit { result.set(Int64(unit.length(of: $0))) } else { result.set(text: $0) } }
    }
}
