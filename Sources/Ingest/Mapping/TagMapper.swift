import LocalFacts
import Readers

/// One value per row. If a row has several, all are kept in one value, joined by `; `.
final class TagMapper: ColumnMapper {
    private var memo: ValueMemo<UInt32>
    /// The values of the codes that `intern` gave, so that they can be joined.
    private var texts: [UInt32: String] = [:]

    init(_ memo: ValueMemo<UInt32>) { self.memo = memo }

    func forgetCodes() {
        memo.removeAll()
        texts = [:]
    }

    func values(of batch: RowBatch, rows: [Int], intern: (String) throws -> UInt32) throws -> SampleBatch.Values {
        var texts = texts
        defer { self.texts = texts }
        func code(of value: String) throws -> UInt32 {
            let code = try intern(value)
            texts[code] = value
            return code
        }
        if let codes = try memo.singleItems(of: batch, rows, none: 0, make: code) { return .tags(codes) }
        var codes: [UInt32] = []
        codes.reserveCapacity(rows.count)
        try memo.forEachRow(of: batch, rows, make: code) { ofRow in
            codes.append(ofRow.count > 1 ? try joined(Array(ofRow), texts, intern) : ofRow.first ?? 0)
        }
        return .tags(codes)
    }

    private func joined(
        _ codes: [UInt32], _ texts: [UInt32: String], _ intern: (String) throws -> UInt32
    ) rethrows -> UInt32 {
        var seen: Set<UInt32> = []
        let distinct = codes.filter { seen.insert($0).inserted }
        if distinct.count == 1 { return distinct[0] }
        return try intern(distinct.compactMap { texts[$0] }.joined(separator: "; "))
    }
}
