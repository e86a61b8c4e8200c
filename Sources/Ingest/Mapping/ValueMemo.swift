import Columns
import Readers

/// What each distinct raw value of a field became, so that the transformations run once for each.
///
/// A result is a number of items: codes of a dictionary, or answers. They are made when a row that counts first has the
/// value, not before: a value of rejected rows only must leave no trace in the store.
struct ValueMemo<Item> {
    /// Places in the projection; the first that has a value counts.
    let fields: [Int]
    private let chain: TransformationChain
    private var raw = TagDictionary()
    /// Of each raw value, by code less one: whether it is JSON, and where its items are, once made.
    private var isJSON: [Bool] = []
    private var ranges: [Range<Int>?] = []
    private var items: [Item] = []

    /// With more distinct values than this, or more bytes, the memo starts anew: the field is nearly unique in each row, and
    /// remembering costs memory for nothing.
    private static var mostValues: Int { 1 << 20 }
    private static var mostBytes: Int { 64 << 20 }

    init(fields: [Int], chain: TransformationChain) {
        self.fields = fields
        self.chain = chain
    }

    /// Calls `body` for each of some rows with its items, which are those of the first field that has any.
    mutating func forEachRow(
        of batch: RowBatch, _ rows: [Int], make: (String) throws -> Item, _ body: (borrowing [Item]) throws -> Void
    ) rethrows {
        trim()
        let columns = fields.map { (offsets: batch.columns[$0].offsets, codes: rawCodes(of: batch.columns[$0])) }
        var ofRow: [Item] = []
        for row in rows {
            ofRow.removeAll(keepingCapacity: true)
            for column in columns {
                for value in Int(column.offsets[row])..<Int(column.offsets[row + 1]) {
                    let range = try ranges[Int(column.codes[value]) - 1] ?? makeItems(of: column.codes[value], make)
                    for index in range { ofRow.append(items[index]) }
                }
                if !ofRow.isEmpty { break }
            }
            try body(ofRow)
        }
    }

    private mutating func trim() {
        guard raw.count > Self.mostValues || raw.byteCount > Self.mostBytes else { return }
        self = ValueMemo(fields: fields, chain: chain)
    }

    /// The code of each value of a column.
    private mutating func rawCodes(of column: FieldColumn) -> [UInt32] {
        column.withAllBytes { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            var codes: [UInt32] = []
            codes.reserveCapacity(column.spans.count)
            for (index, span) in column.spans.enumerated() {
                let start = Int(span.start)
                let code = raw.intern(UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(span.length)]))
                if Int(code) > ranges.count {
                    ranges.append(nil)
                    isJSON.append(column.kinds[index] == .json)
                }
                codes.append(code)
            }
            return codes
        }
    }

    private mutating func makeItems(of code: UInt32, _ item: (String) throws -> Item) rethrows -> Range<Int> {
        let text = raw.text(of: code)
        let parts = isJSON[Int(code) - 1] ? BracketedList.elements(of: text) ?? [text] : [text]
        let start = items.count
        for part in parts { items.append(contentsOf: try chain.values(of: part).map(item)) }
        ranges[Int(code) - 1] = start..<items.count
        return start..<items.count
    }
}
