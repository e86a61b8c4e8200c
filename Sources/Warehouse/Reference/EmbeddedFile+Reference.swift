import EmbeddedFiles

extension EmbeddedFile {
    /// Finds the file of `schema/` called `name`.
    ///
    /// - Throws: `ReferenceTableError.missing` if `schema/embedded.c` does not list it.
    public init(named name: String) throws(ReferenceTableError) {
        guard let file = EmbeddedFile.named(name) else { throw .missing(file: name) }
        self = file
    }
}
