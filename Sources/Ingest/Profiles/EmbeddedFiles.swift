import CSchema

/// The files of schema/ as the binary carries them.
enum EmbeddedFiles {
    /// The files whose names begin with `prefix`.
    static func under(_ prefix: String) -> [(name: String, text: String)] {
        var count = 0
        guard let files = cultivar_schema_files(&count) else { return [] }
        return UnsafeBufferPointer(start: files, count: count).compactMap { file in
            let name = String(cString: file.name)
            guard name.hasPrefix(prefix) else { return nil }
            let bytes = UnsafeBufferPointer(start: file.bytes, count: file.length)
            return (name, String(decoding: bytes, as: UTF8.self))
        }
    }
}
