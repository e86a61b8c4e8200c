import Parquet
import Tabular
import Warehouse

/// The values of a column of a batch as texts.
struct FieldText {
    private let values: ExportValues
    private let dictionary: ValueDictionary
    private let options: MarkerOptions
    /// Where the elements of each row begin, of lists.
    private let starts: [Int]

    init(_ values: ExportValues, of column: ExportColumn, _ options: MarkerOptions) {
        self.values = values
        self.options = options
        dictionary = column.dictionary
        var starts: [Int] = []
        if case .lists(let lengths, _) = values {
            starts = [0]
            for length in lengths { starts.append((starts.last ?? 0) + (length ?? 0)) }
        }
        self.starts = starts
    }

    /// The value of a row, nil for null and for an empty list.
    func text(ofRow row: Int) -> String? {
        switch values {
        case .codes(let codes): return dictionary.text(of: codes[row])
        case .integers(let values): return values[row].map(String.init)
        case .reals(let values): return values[row]?.description
        case .any(let values): return values[row].plainText
        case .texts(let texts): return texts.withBytes(of: row) { $0.map { String(decoding: $0, as: UTF8.self) } }
        case .lists(_, let codes):
            let elements = codes[starts[row]..<starts[row + 1]]
            if elements.isEmpty { return nil }
            return elements.compactMap(dictionary.text(of:)).joined(separator: options.listSeparator)
        }
    }

    /// The value as written in a marker; an empty text is no value.
    func markerText(ofRow row: Int) -> String? {
        guard let text = text(ofRow: row), !text.isEmpty else { return nil }
        guard options.escaping == .xml else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
