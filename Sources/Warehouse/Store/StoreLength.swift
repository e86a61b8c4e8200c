import Foundation

/// How long a store's file is, and how long it should be.
struct StoreLength {
    let byteCount: Int
    /// By the header of the file.
    let expected: Int

    /// Nil if the file cannot be read, or is shorter than the header of a database.
    init?(of path: String) {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        // https://www.sqlite.org/fileformat.html#the_database_header: the size of a page at byte 16, where 1 stands for
        // 65,536, and the number of pages at byte 28.
        guard let header = try? file.read(upToCount: 32), header.count == 32, let end = try? file.seekToEnd() else {
            return nil
        }
        func integer(_ range: Range<Int>) -> Int { header[range].reduce(0) { $0 << 8 | Int($1) } }
        let pageSize = integer(16..<18)
        byteCount = Int(end)
        expected = (pageSize == 1 ? 65_536 : pageSize) * integer(28..<32)
    }

    /// What is missing, as a clause; nil if nothing is.
    var loss: String? {
        byteCount < expected ? "it was cut, and has \(byteCount) of its \(expected) bytes" : nil
    }
}
