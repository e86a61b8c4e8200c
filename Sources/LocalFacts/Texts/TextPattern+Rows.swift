import Columns

extension TextPattern {
    /// The rows of a block whose texts pass, as rows of the row group.
    ///
    /// - Parameters:
    ///   - firstRow: the block's first row.
    ///   - candidates: ascending; nil for all.
    func rows(of block: TextVector, firstRow: Int, among candidates: [UInt32]?) -> [UInt32] {
        let texts = needsFolding ? block.folded() : block
        var accepted: [UInt32] = []
        var scratch: [UInt8] = []
        func test(_ row: Int, isKnownToPass: Bool) {
            let passes =
                isKnownToPass || texts.withBytes(of: row) { $0.map { accepts($0, &scratch) } ?? false }
            if passes { accepted.append(UInt32(firstRow + row)) }
        }
        let end = firstRow + texts.rowCount
        var own = candidates.map { $0[$0.places(from: firstRow, to: end)] }
        guard let longest = literals.map(\.bytes).max(by: { $0.count < $1.count }), !longest.isEmpty else {
            for row in own.map(Array.init) ?? Array(UInt32(firstRow)..<UInt32(end)) {
                test(Int(row) - firstRow, isKnownToPass: false)
            }
            return accepted
        }
        let search = SubstringSearch(ignoresCase ? ASCIIFolding.folded(longest) : longest)
        texts.forEachRow(containing: search) { row in
            if own != nil {
                while let first = own?.first, Int(first) - firstRow < row { own = own?.dropFirst() }
                guard let first = own?.first, Int(first) - firstRow == row else { return }
            }
            test(row, isKnownToPass: isContainment)
        }
        return accepted
    }
}
