import Parquet
import Tabular

/// A form of an exported file. A new one is its ``BatchEncoder`` and a line in ``all``.
public struct ExportFormat: Sendable {
    /// As in `--format`.
    public let name: String
    /// The extensions of its files, without the dot.
    let endings: [String]
    /// Whether it is binary, not text.
    public let isBinary: Bool
    /// Whether the type of each column must be known before the first row.
    let needsTypes: Bool
    let makeEncoder: @Sendable (EncoderSettings, any TextSink) throws -> any BatchEncoder

    /// The format of that name.
    public init?(name: String) {
        guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
        self = format
    }

    /// The format of a file's extension; nil if it is not one of a format.
    public init?(path: String) {
        let end = path.split(separator: "/").last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard let format = Self.all.first(where: { $0.endings.contains(end) }) else { return nil }
        self = format
    }

    init(
        _ name: String, endings: [String], isBinary: Bool = false, needsTypes: Bool = false,
        makeEncoder: @escaping @Sendable (EncoderSettings, any TextSink) throws -> any BatchEncoder
    ) {
        self.name = name
        self.endings = endings
        self.isBinary = isBinary
        self.needsTypes = needsTypes
        self.makeEncoder = makeEncoder
    }
}

extension ExportFormat: Equatable {
    public static func == (first: ExportFormat, second: ExportFormat) -> Bool { first.name == second.name }
}

/// The settings of one file.
struct EncoderSettings {
    var columns: [ExportColumn]
    /// The origin of the rows, for readers of the file.
    var keyValues: [KeyValue]
    /// Whether the file is a pipe or standard output, which readers cannot read twice.
    var isStream: Bool
    var compression: WriterCompression
    /// The separator between the values of a list in a format without lists.
    var listSeparator: String
    /// Of the program.
    var version: String
}
