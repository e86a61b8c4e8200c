import Parquet
import Reports

/// A form of an exported file. A new one is its ``BatchEncoder`` and a line in ``all``.
public struct ExportFormat: Sendable {
    /// As `--format` has it.
    public let name: String
    /// The endings of its files, without the dot.
    let endings: [String]
    /// Whether it is bytes that are no text.
    public let isBinary: Bool
    /// Whether the type of each column has to be known before the first row.
    let needsTypes: Bool
    let makeEncoder: @Sendable (EncoderSettings, any TextSink) throws -> any BatchEncoder

    /// The format of that name.
    public init?(name: String) {
        guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
        self = format
    }

    /// The format that a file's name ends with; nil where it ends with none.
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

/// What a file is written with.
struct EncoderSettings {
    var columns: [ExportColumn]
    /// What a reader of the file can find out about where it comes from.
    var keyValues: [KeyValue]
    /// Whether the file is a pipe or standard output, of which nothing can be read twice.
    var isStream: Bool
    var compression: WriterCompression
    /// What stands between the values of a list in a format without lists.
    var listSeparator: String
    /// Of the program.
    var version: String
}
