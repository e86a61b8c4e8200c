import CSchema

/// A file below `schema/` that the binary carries.
public struct EmbeddedFile: @unchecked Sendable {
    /// The path below `schema/`, such as `reference/countries.csv`.
    public let name: String
    /// The file's content: constants of the binary, which is why the type is `Sendable`.
    public let bytes: UnsafeBufferPointer<UInt8>

    /// The content as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// All files, in the order of `schema/embedded.c`.
    public static let all: [EmbeddedFile] = {
        var count = 0
        let files = UnsafeBufferPointer(start: cultivar_schema_files(&count), count: count)
        return files.map { file in
            EmbeddedFile(
                name: String(cString: file.name), bytes: UnsafeBufferPointer(start: file.bytes, count: file.length))
        }
    }()

    private init(name: String, bytes: UnsafeBufferPointer<UInt8>) {
        self.name = name
        self.bytes = bytes
    }

    /// Finds the file called `name`.
    ///
    /// - Throws: `ReferenceTableError.missing` if `schema/embedded.c` does not list it.
    public init(named name: String) throws(ReferenceTableError) {
        guard let file = EmbeddedFile.all.first(where: { $0.name == name }) else { throw .missing(file: name) }
        self = file
    }

    /// The files of a folder below `schema/`, such as `profiles/`.
    public static func under(_ folder: String) -> [EmbeddedFile] { all.filter { $0.name.hasPrefix(folder) } }
}
