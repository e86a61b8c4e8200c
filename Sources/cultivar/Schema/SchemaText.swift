import Reports
import SQLite
import Tabular
import Warehouse

/// The schemas of files for a person: the first in full, of the others only the differences.
struct SchemaText {
    let files: [FileSchema]

    var text: String {
        var first: FileSchema?
        var parts: [String] = []
        for file in files {
            if let error = file.error {
                parts.append("\(error)\n")
            } else if let first, file.mapping?.profile == first.mapping?.profile {
                parts.append(comparison(of: file, with: first))
            } else {
                parts.append([heading(file), columns(file), fields(file), mapping(file)].compactMap(\.self).joined())
                first = first ?? file
            }
        }
        return parts.joined(separator: "\n")
    }

    private func heading(_ file: FileSchema) -> String {
        var parts = [file.format]
        if file.compression != "none" { parts.append(file.compression) }
        if let bytes = file.bytes { parts.append(Magnitude.bytes(bytes)) }
        if let rows = file.rows { parts.append(counted(rows, "row")) }
        if let groups = file.rowGroups { parts.append(rowGroups(groups)) }
        if let writer = file.createdBy { parts.append("written by \(writer)") }
        if file.rejects > 0 { parts.append("\(counted(Int64(file.rejects), "record")) of the first cannot be read") }
        return "\(file.path): \(parts.joined(separator: ", "))\n"
    }

    private func rowGroups(_ rows: [Int64]) -> String {
        guard let least = rows.min(), let most = rows.max() else { return "no row groups" }
        let size = least == most ? Magnitude.grouped(most) : "\(Magnitude.grouped(least))–\(Magnitude.grouped(most))"
        return "\(counted(Int64(rows.count), "row group")) of \(size)"
    }

    private func columns(_ file: FileSchema) -> String? {
        guard let columns = file.columns else { return nil }
        return table(
            ["column", "type", "nulls", "distinct", "codec", "encodings", "compressed", "uncompressed"],
            columns.map { column in
                let distinct = column.distinct.map { count in
                    column.distinctIsLeast ? "\(Magnitude.grouped(count)) or more" : Magnitude.grouped(count)
                }
                return [
                    .text(column.path), .text(column.type),
                    .text(nulls(of: column)),
                    .text(distinct ?? "not stated"), .text(column.codecs.joined(separator: ", ")),
                    .text(column.encodings.joined(separator: ", ")), .text(Magnitude.bytes(column.compressedBytes)),
                    .text(Magnitude.bytes(column.uncompressedBytes)),
                ]
            })
    }

    /// For lists a file counts the empty ones together with those that are null.
    private func nulls(of column: FileSchema.Column) -> String {
        guard column.optional else { return "none allowed" }
        guard let nulls = column.nulls else { return "not stated" }
        let count = Magnitude.grouped(nulls)
        return nulls > 0 && column.type.hasPrefix("list") ? "\(count) or empty" : count
    }

    /// Of Parquet, the columns say more.
    private func fields(_ file: FileSchema) -> String? {
        guard file.columns == nil else { return nil }
        return "\nIn the first \(counted(Int64(file.recordsRead), "record"))\n"
            + table(
                ["field", "type", "records", "nulls", "examples"],
                file.fields.map { field in
                    let types = field.types.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
                    let type = types.isEmpty ? "no value" : types.joined(separator: " or ")
                    return [
                        .text(field.path), .text(field.isList ? "list of \(type)" : type),
                        .integer(Int64(field.records)), .integer(Int64(field.nulls)),
                        .text(field.examples.prefix(3).map { Self.cut($0) }.joined(separator: " · ")),
                    ]
                })
    }

    private func mapping(_ file: FileSchema) -> String? {
        guard let mapping = file.mapping else { return nil }
        let origin = mapping.profile.map { "profile \($0)" } ?? "no profile, by names and values"
        return "\nLoaded as data set \(mapping.dataset) (\(origin))\n"
            + table(
                ["field", "column", "kind"] + (mapping.profile == nil ? ["why"] : []),
                mapping.columns.map { mapped in
                    [.text(mapped.field), .text(mapped.column ?? "left out"), .text(mapped.kind ?? "")]
                        + (mapping.profile == nil ? [.text(mapped.evidence ?? "")] : [])
                })
    }

    private func comparison(of file: FileSchema, with first: FileSchema) -> String {
        if file.differences.isEmpty { return "\(heading(file))  columns as in \(first.path)\n" }
        return "\(heading(file))  columns as in \(first.path), but:\n"
            + file.differences.map { "  - \($0)\n" }.joined()
    }

    private func table(_ columns: [String], _ rows: [[SQLValue]]) -> String {
        var format = OutputFormatName.table.makeFormat()
        var buffer = TextBuffer()
        buffer.append("\n")
        format.begin(columns: columns, into: &buffer)
        for row in rows { format.append(row: row, into: &buffer) }
        format.end(into: &buffer)
        return buffer.text
    }

    private func counted(_ count: Int64, _ noun: String) -> String {
        "\(Magnitude.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    private static func cut(_ example: String) -> String {
        example.count > 30 ? example.prefix(29) + "…" : example
    }
}
