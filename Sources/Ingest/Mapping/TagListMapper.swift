import LocalFacts
import Readers

/// Any number of values per row, in their order and with repetitions.
final class TagListMapper: ColumnMapper {
    private var memo: ValueMemo<UInt32>

    init(_ memo: ValueMemo<UInt32>) { self.memo = memo }

    func forgetCodes() { memo.removeAll() }

    func values(of batch: RowBatch, rows: [Int], intern: (String) throws -> UInt32) throws -> SampleBatch.Values {
        var lengths: [UInt32] = []
        lengths.reserveCapacity(rows.count)
        var codes: [UInt32] = []
        codes.reserveCapacity(rows.count)
        try memo.forEachRow(of: batch, rows, make: intern) { ofRow in
            lengths.append(UInt32(ofRow.count))
            codes.append(contentsOf: ofRow)
        }
        return .lists(lengths: lengths, codes: codes)
    }
}

/// Gives the single values of another mapper as lists of one.
final class ListOfOneMapper: ColumnMapper {
    private let single: any ColumnMapper

    init(_ single: any ColumnMapper) { self.single = single }

    func forgetCodes() { single.forgetCodes() }

    func values(of batch: RowBatch, rows: [Int], intern: (String) throws -> UInt32) throws -> SampleBatch.Values {
        guard case .tags(let codes) = try single.values(of: batch, rows: rows, intern: intern) else {
            return .lists(lengths: rows.map { _ in 0 }, codes: [])
        }
        return .lists(lengths: codes.map { $0 == 0 ? 0 : 1 }, codes: codes.filter { $0 != 0 })
    }
}
