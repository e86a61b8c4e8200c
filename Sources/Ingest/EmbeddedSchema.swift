import CSchema

/// A file of the folder `schema/`, as the binary carries it.
public struct EmbeddedFile {
    /// Path below `schema/`, with `/`: "reference/countries.csv".
    public let name: String
    /// The file's content; it lives as long as the program.
    public let bytes: UnsafeBufferPointer<UInt8>

    /// Finds the file called `name`.
    ///
    /// - Throws: `ReferenceTableError.missing` where `schema/embedded.c` does not list it.
    /// - Complexity: O(number of embedded files).
    public init(named name: String) throws(ReferenceTableError) {
        var count = 0
        let files = UnsafeBufferPointer(start: cultivar_schema_files(&count), count: count)
        guard let file = files.first(where: { String(cString: $0.name) == name }) else {
            throw .missing(file: name)
        }
        self.name = name
        self.bytes = UnsafeBufferPointer(start: file.bytes, count: file.length)
    }
}
