import Columns
import LocalFacts
import SQLite

/// Builds every text index again and compares it with the stored one, page by page.
struct TextIndexCheck {
    let connection: Connection
    let catalogue: Catalogue

    /// - Throws: `SQLError`.
    func run(_ result: inout CheckResult) throws {
        guard try TextIndexHeader.exists(on: connection) else { return }
        var known = 0
        for column in catalogue.columns where column.kind == .text {
            do {
                let headers = try TextIndexHeader.all(of: column, on: connection)
                for group in catalogue.table(id: column.factTableID)?.rowGroups ?? [] {
                    guard let header = headers[group.id] else { continue }
                    known += 1
                    try check(header, column, group, &result)
                }
            } catch let error as StoreError {
                result.problems.append(CheckProblem(description: "\(error)"))
            }
        }
        let strays = try connection.value(
            """
            select count(*)
            from text_index_page
                left join text_index using (row_group_id, column_id)
            where text_index.column_id is null
            """)
        if strays != 0 { report("\(strays.integer ?? 0) pages of text indexes belong to no index", &result) }
        let headers = try connection.value(
            "select count(*) from text_index where version = ?", .integer(TextIndexHeader.version))
        if headers != .integer(Int64(known)), result.problems.isEmpty {
            report("table text_index has \(headers.integer ?? 0) rows, and the columns have \(known) of them", &result)
        }
    }

    private func check(
        _ header: TextIndexHeader, _ column: ColumnDefinition, _ group: RowGroup, _ result: inout CheckResult
    ) throws {
        let place = "the text index of column \(column.name) in row group \(group.id)"
        guard header.textChecksum == (try TextIndexHeader.textChecksum(of: column, in: group, on: connection)) else {
            return report("\(place) is of other texts than the row group has", &result)
        }
        let expected = try TextIndexWriter(connection: connection, column: column).index(of: group)
        let rows = try connection.rows(
            """
            select kind, number, checksum, data from text_index_page
            where row_group_id = ? and column_id = ?
            order by kind, number
            """, .integer(group.id), .integer(column.id))
        result.indexPageCount += rows.count
        let isWhole = rows.elementsEqual(expected.all) { row, page in
            row[0] == .integer(page.kind.rawValue) && row[1] == .integer(Int64(page.number))
                && row[2] == .integer(Int64(bitPattern: Checksum.of(page.bytes))) && row[3] == .blob(page.bytes)
        }
        let counts = [expected.termCount, expected.postingCount, expected.vocabulary.count, expected.byteCount]
        if !isWhole
            || counts.map(Int64.init) != [
                header.termCount, header.postingCount, header.chunkCount, header.byteCount,
            ]
        {
            report("\(place) is not that of its texts: drop it and rebuild it with `cultivar index text`", &result)
        }
    }

    private func report(_ text: String, _ result: inout CheckResult) {
        result.problems.append(CheckProblem(description: text))
    }
}
