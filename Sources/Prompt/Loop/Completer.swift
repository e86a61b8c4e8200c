import Reports
import SQLite

/// Finds what can be inserted at a position of a text: a function of only the text and the catalogue.
struct Completer {
    let catalogue: PromptCatalogue
    /// The entries of a folder, with a `/` after the names of folders.
    var files: (_ folder: String) -> [String] = FolderListing.entries

    /// - Parameter cursor: the place, in bytes of UTF-8.
    func completion(of text: String, at cursor: Int) -> Completion {
        let start = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
        if DotCommands.isCommand(start.drop(while: \.isWhitespace)) {
            return CommandCompleter(catalogue: catalogue, files: files).completion(of: start)
        }
        let tokens = SQLLexer.tokens(of: start, withComments: true)
        if let last = tokens.last, last.kind == .comment, !last.isClosed || last.range.upperBound == cursor {
            return Completion(range: cursor..<cursor, candidates: [])
        }
        let rest = SQLLexer.tokens(of: String(decoding: text.utf8.dropFirst(cursor), as: UTF8.self))
        let before = tokens.filter { $0.kind != .comment }
        return StatementCompleter(catalogue: catalogue, before: before, after: rest, cursor: cursor).completion()
    }
}
