import Columns
import Parallel
import SQLite

/// Finds the rows of row groups whose texts pass a pattern: by the text index if there is one, else by reading.
final class TextFilter {
    let column: ColumnDefinition
    let pattern: TextPattern
    private let connection: Connection
    private let index: TextIndexReader?
    private let query: TermQuery?

    /// - Throws: `SQLError`, `StoreError`.
    init(_ pattern: TextPattern, on column: ColumnDefinition, connection: Connection) throws {
        self.pattern = pattern
        self.column = column
        self.connection = connection
        query = pattern.query
        index = query == nil ? nil : try TextIndexReader(connection: connection, column: column)
    }

    /// The rows that pass, ascending.
    ///
    /// - Parameters:
    ///   - samples: the rows to choose from, ascending; nil for all of `range`.
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: that of reading the pages of an index that decides, else that of decoding the blocks of the rows.
    func rows(among samples: [UInt32]?, in range: Range<Int>, _ group: RowGroup) throws -> [UInt32] {
        var candidates = samples
        if let query, let found = try index?.rows(matching: query, in: group) {
            candidates =
                samples.map { $0.filter { found.contains(Int($0)) } }
                ?? found.rows.filter { range.contains(Int($0)) }
            if pattern.isDecidedByTerms { return candidates ?? [] }
        } else if samples == nil, range != 0..<group.rowCount {
            candidates = range.map { UInt32($0) }
        }
        if candidates?.isEmpty == true { return [] }
        let blocks = try TextReader(connection: connection, column: column, group: group).storedBlocks(of: candidates)
        let (pattern, chosen) = (pattern, candidates)
        return try blocks.concurrentMap { try pattern.rows(of: $0, among: chosen) }.flatMap(\.self)
    }
}

extension TextPattern {
    /// The rows of a block whose texts pass, as rows of the row group.
    ///
    /// - Parameter candidates: ascending; nil for all.
    /// - Throws: `StoreError`.
    fileprivate func rows(of block: TextReader.StoredBlock, among candidates: [UInt32]?) throws -> [UInt32] {
        let texts = try needsFolding ? block.texts().folded() : block.texts()
        var accepted: [UInt32] = []
        var scratch: [UInt8] = []
        func test(_ row: Int, isKnownToPass: Bool) {
            let passes =
                isKnownToPass || texts.withBytes(of: row) { $0.map { accepts($0, &scratch) } ?? false }
            if passes { accepted.append(UInt32(block.firstRow + row)) }
        }
        let end = block.firstRow + texts.rowCount
        var own = candidates.map { $0[$0.places(from: block.firstRow, to: end)] }
        guard let longest = literals.map(\.bytes).max(by: { $0.count < $1.count }), !longest.isEmpty else {
            for row in own.map(Array.init) ?? Array(UInt32(block.firstRow)..<UInt32(end)) {
                test(Int(row) - block.firstRow, isKnownToPass: false)
            }
            return accepted
        }
        let search = SubstringSearch(ignoresCase ? ASCIIFolding.folded(longest) : longest)
        texts.forEachRow(containing: search) { row in
            if own != nil {
                while let first = own?.first, Int(first) - block.firstRow < row { own = own?.dropFirst() }
                guard let first = own?.first, Int(first) - block.firstRow == row else { return }
            }
            test(row, isKnownToPass: isContainment)
        }
        return accepted
    }
}

extension [UInt32] {
    /// The places of the numbers from `low` up to `high` in an ascending array.
    fileprivate func places(from low: Int, to high: Int) -> Range<Int> {
        func place(of bound: Int) -> Int {
            var range = startIndex..<endIndex
            while !range.isEmpty {
                let middle = range.lowerBound + range.count / 2
                range = Int(self[middle]) < bound ? middle + 1..<range.upperBound : range.lowerBound..<middle
            }
            return range.lowerBound
        }
        return place(of: low)..<place(of: high)
    }
}
