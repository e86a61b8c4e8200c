import EmbeddedFiles

/// A table of `schema/reference/`: comma-separated fields without quotes, a header line, LF.
///
/// The script that writes those files refuses a field that would need quotes, so splitting at commas is enough.
public struct ReferenceTable {
    public let file: EmbeddedFile
    private let columns: [String]

    /// Opens an embedded table and checks that its header line names `columns`, in that order.
    ///
    /// - Throws: `ReferenceTableError.missing` or `.header`.
    public init(named name: String, columns: [String]) throws(ReferenceTableError) {
        file = try EmbeddedFile(named: name)
        self.columns = columns
        let header = Self.fields(of: file.bytes.prefix { $0 != UInt8(ascii: "\n") })
        guard header == columns else {
            throw .header(file: name, expected: columns, found: header)
        }
    }

    /// Calls `body` with the fields and the line number (from 1, the header's) of each row.
    ///
    /// - Throws: `ReferenceTableError.fields` for a row of another width, and what `body` throws.
    public func forEachRow(
        _ body: (_ fields: [String], _ line: Int) throws(ReferenceTableError) -> Void
    ) throws(ReferenceTableError) {
        var line = 0
        for row in file.bytes.split(separator: UInt8(ascii: "\n")) {
            line += 1
            guard line > 1 else { continue }
            let fields = Self.fields(of: row)
            guard fields.count == columns.count else {
                throw .fields(file: file.name, line: line, expected: columns.count, found: fields.count)
            }
            try body(fields, line)
        }
    }

    private static func fields(of line: Slice<UnsafeBufferPointer<UInt8>>) -> [String] {
        line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { String(decoding: UnsafeBufferPointer(rebasing: $0), as: UTF8.self) }
    }
}

extension String {
    /// The text, or nil if it is empty: how an empty cell of a reference table is read.
    public var orNil: String? { isEmpty ? nil : self }
}
