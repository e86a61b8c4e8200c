import Columns
import Readers

/// What each distinct raw value of a field became, so that the transformations run once for each.
///
/// A result is a number of items: codes of a dictionary, or answers.
struct ValueMemo<Item> {
    /// Places in the projection; the first that has a value counts.
    let fields: [Int]
    private let chain: TransformationChain
    private var raw = TagDictionary()
    private var items: [Item] = []
    /// Where the items of a raw value's code end; they begin where those of the code before end.
    private var ends: [Int] = [0]

    /// With more distinct values than this, or more bytes, the memo starts anew: the field is nearly unique in each row, and
    /// remembering costs memory for nothing.
    private static var mostValues: Int { 1 << 20 }
    private static var mostBytes: Int { 64 << 20 }

    init(fields: [Int], chain: TransformationChain) {
        self.fields = fields
        self.chain = chain
    }

    /// Starts anew where the memo has grown too large; ranges given before are void then.
    mutating func trim() {
        guard raw.count > Self.mostValues || raw.byteCount > Self.mostBytes else { return }
        raw = TagDictionary()
        items = []
        ends = [0]
    }

    /// Calls `body` with the items of a row, value by value, for the first field that has any.
    mutating func forEachItem(
        in batch: RowBatch, row: Int, make: (String) throws -> Item, _ body: (Item) -> Void
    ) rethrows {
        for field in fields {
            let column = batch.columns[field]
            var isPresent = false
            for value in column.values(ofRow: row) {
                let range = try range(of: value, in: column, make: make)
                for index in range { body(items[index]) }
                isPresent = isPresent || !range.isEmpty
            }
            if isPresent { return }
        }
    }

    private mutating func range(
        of value: Int, in column: FieldColumn, make: (String) throws -> Item
    ) rethrows -> Range<Int> {
        let code = Int(column.withBytes(of: value) { raw.intern(UnsafeRawBufferPointer($0)) })
        if code == ends.count {
            let text = column.string(at: value)
            let parts = column.kinds[value] == .json ? BracketedList.elements(of: text) ?? [text] : [text]
            for part in parts { items.append(contentsOf: try chain.values(of: part).map(make)) }
            ends.append(items.count)
        }
        return ends[code - 1]..<ends[code]
    }
}
