/// The type names that a Swift file declares and mentions, and the modules that it imports.
struct SourceNames: Equatable, Sendable {
    /// Types at the top level that other files of the module can name.
    var declared: Set<String> = []
    /// Words of the code that begin with a capital letter. Members (`Cell` in `Table.Cell`) are left out.
    var mentioned: Set<String> = []
    /// Modules of the import lines.
    var imported: Set<String> = []
}
