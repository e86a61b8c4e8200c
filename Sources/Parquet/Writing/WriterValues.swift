/// The values of one column for some rows, to be written.
public enum WriterValues: Sendable {
    case booleans([Bool?])
    case integers([Int64?])
    case reals([Double?])
    case texts(TextArray)
    /// Texts by their codes in a dictionary, 0 for null. Coded values are written without making one text per row.
    case codes([UInt32], ValueDictionary)
    /// The number of elements of each row, nil for a null list; then the elements of all rows.
    case textLists(lengths: [Int?], elements: TextArray)
    /// The number of elements of each row, nil for a null list; then the codes of all elements.
    case codeLists(lengths: [Int?], codes: [UInt32], ValueDictionary)

    public var rowCount: Int {
        switch self {
        case .booleans(let values): values.count
        case .integers(let values): values.count
        case .reals(let values): values.count
        case .texts(let texts): texts.count
        case .codes(let codes, _): codes.count
        case .textLists(let lengths, _), .codeLists(let lengths, _, _): lengths.count
        }
    }

    /// The kind of column that it is of.
    var kind: WriterColumn.Kind {
        switch self {
        case .booleans: .boolean
        case .integers: .integer
        case .reals: .real
        case .texts, .codes: .text
        case .textLists, .codeLists: .textList
        }
    }

    /// Whether lists have as many elements as their lengths say.
    public var isWhole: Bool {
        switch self {
        case .textLists(let lengths, let elements): lengths.reduce(0) { $0 + ($1 ?? 0) } == elements.count
        case .codeLists(let lengths, let codes, _): lengths.reduce(0) { $0 + ($1 ?? 0) } == codes.count
        case .booleans, .integers, .reals, .texts, .codes: true
        }
    }
}
