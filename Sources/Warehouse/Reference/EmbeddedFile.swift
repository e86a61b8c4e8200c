import CSchema

/// A file below `schema/` that the binary carries.
public struct EmbeddedFile: @unchecked Sendable {
    /// The path below `schema/`, such as `reference/countries.csv`.
    public let name: String
    /// Constants of the binary, which is why the type is `Sendable`.
    private let bytes: UnsafeBufferPointer<UInt8>

    /// The content as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// All files, in the order of `schema/embedded.c`.
    public static let all: [EmbeddedFile] = {
        var count = 0
        guard let files = cultivar_schema_files(&count) else { return [] }
        return UnsafeBufferPointer(start: files, count: count).map { file in
            EmbeddedFile(
                name: String(cString: file.name), bytes: UnsafeBufferPointer(start: file.bytes, count: file.length))
        }
    }()

    /// The file of a name, nil where there is none.
    public static func named(_ name: String) -> EmbeddedFile? { all.first { $0.name == name } }
}

