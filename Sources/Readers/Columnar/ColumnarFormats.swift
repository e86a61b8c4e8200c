/// The formats whose files hold columns and no text. A new one is a folder with its ``ColumnarFormat``, a line here,
/// and its case of ``FileFormat``.
enum ColumnarFormats {
    static let all: [any ColumnarFormat.Type] = [
        ParquetFormat.self,
        ArrowFormat.self,
    ]

    /// The format that `prefix`, the first bytes of a file, announces; nil for any other.
    static func recognise(_ prefix: [UInt8]) -> (any ColumnarFormat.Type)? { all.first { $0.recognises(prefix) } }

    static func named(_ format: FileFormat?) -> (any ColumnarFormat.Type)? { all.first { $0.format == format } }
}

extension FileFormat {
    /// Whether files of the format hold columns and no text: they name their columns even where they have no rows.
    public var isColumnar: Bool { ColumnarFormats.named(self) != nil }

    /// The endings of the names of columnar files, without the dot.
    public static var columnarEndings: [String] { ColumnarFormats.all.flatMap { $0.endings } }

    /// Columnar formats by the words that profiles have for them.
    public static var columnarWords: [String: FileFormat] {
        Dictionary(ColumnarFormats.all.map { ($0.word, $0.format) }) { first, _ in first }
    }
}
