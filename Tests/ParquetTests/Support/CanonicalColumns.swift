import CCrypto
import Parquet

/// The rows of a file as canonical text, column by column.
struct CanonicalColumns {
    let names: [String]
    let columns: [[String]]

    init(_ file: ParquetFile, leaves: Set<Int>? = nil) throws {
        var columns: [[String]]?
        var fields = file.schema.fields
        for group in file.rowGroups.indices {
            let rows = try file.rows(rowGroup: group, leaves: leaves)
            fields = rows.fields
            if columns == nil { columns = Array(repeating: [], count: fields.count) }
            while let row = try rows.next() {
                for (index, value) in row.enumerated() { columns?[index].append(value.canonicalText(fields[index])) }
            }
        }
        names = fields.map(\.name)
        self.columns = columns ?? Array(repeating: [], count: fields.count)
    }
}

/// The SHA-256 of texts, each followed by a line feed, in hexadecimal.
func sha256(ofLines lines: [String]) -> String {
    let bytes = lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
