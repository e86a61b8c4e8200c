/// The formats whose files hold columns instead of text. A new one is a folder with its ``ColumnarFormat``, a line
/// here, and its case of ``FileFormat``.
enum ColumnarFormats {
    static let all: [any ColumnarFormat.Type] = [
        ParquetFormat.self,
        ArrowFormat.self,
    ]

    /// The format of a file that begins with `prefix`; nil if it is not columnar.
    static func recognise(_ prefix: [UInt8]) -> (any ColumnarFormat.Type)? { all.first { $0.recognises(prefix) } }

    static func named(_ format: FileFormat?) -> (any ColumnarFormat.Type)? { all.first { $0.format == format } }
}

extension FileFormat {
    /// Whether files of the format hold columns instead of text: they name their columns even if they have no rows.
    public var isColumnar: Bool { ColumnarFormats.named(self) != nil }

    /// The extensions of columnar files, without the dot.
    public static var columnarEndings: [String] { ColumnarFormats.all.flatMap { $0.endings } }

    /// Columnar formats by their names in profiles.
    public static var columnarWords: [String: FileFormat] {
        Dictionary(ColumnarFormats.all.map { ($0.word, $0.format) }) { first, _ in first }
    }
}
