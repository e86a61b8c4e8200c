import CQueries
import CSchema

/// A file of the source tree that the binary carries.
public struct EmbeddedFile: @unchecked Sendable {
    /// The path below its folder, such as `reference/countries.csv`.
    public let name: String
    /// The file's content: constants of the binary, which is why the type is `Sendable`.
    public let bytes: UnsafeBufferPointer<UInt8>

    /// The content as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The files below `schema/`, in the order of `schema/embedded.c`.
    public static let all: [EmbeddedFile] = {
        var count = 0
        let files = UnsafeBufferPointer(start: cultivar_schema_files(&count), count: count)
        return files.map { EmbeddedFile(name: $0.name, bytes: $0.bytes, length: $0.length) }
    }()

    /// The reports of `queries/`, in the order of `queries/embedded.c`.
    public static let queries: [EmbeddedFile] = {
        var count = 0
        let files = UnsafeBufferPointer(start: cultivar_query_files(&count), count: count)
        return files.map { EmbeddedFile(name: $0.name, bytes: $0.bytes, length: $0.length) }
    }()

    private init(name: UnsafePointer<CChar>, bytes: UnsafePointer<UInt8>, length: Int) {
        self.name = String(cString: name)
        self.bytes = UnsafeBufferPointer(start: bytes, count: length)
    }

    /// The file of `schema/` called `name`; nil if `schema/embedded.c` does not list it.
    public static func named(_ name: String) -> EmbeddedFile? { all.first { $0.name == name } }

    /// The files of a folder below `schema/`, such as `profiles/`.
    public static func under(_ folder: String) -> [EmbeddedFile] { all.filter { $0.name.hasPrefix(folder) } }
}
