import Columns
import LocalFacts
import SQLite

extension Store {
    /// A short identifier of everything that an answer can depend on, as sixteen hexadecimal digits. Two stores have
    /// the same fingerprint if the same files were loaded into them, in the same order and to the same point, with the
    /// same stages of sources.
    ///
    /// - Throws: `SQLError`.
    /// - Complexity: O(files + segments + sources); no samples are read.
    public func contentFingerprint() throws -> String {
        let snapshot = try engine.heldSnapshot()
        defer { withExtendedLifetime(snapshot) {} }
        var parts: [[[SQLValue]]] = []
        var statements = [
            "select content_sha256, byte_count, rows_stored, dataset from file order by id",
            // Lengths follow from their texts, and older stores have none.
            """
            select column_id, part, checksum from segment
            where part = 0 or column_id not in (select id from column_definition where kind = 'text')
            order by row_group_id, column_id, part
            """,
            "select column_id, checksum from dictionary order by column_id",
            "select source, stage from source_stage order by source",
            "select stage, position from stage_order order by stage",
            "select tag from noncultural_tag order by tag",
        ]
        // A store without such a table keeps the fingerprint that it had.
        if try !outsideTables().isEmpty {
            statements.append("select fact_table_id, engine, name, snapshot, row_count from outside_table order by 1")
        }
        for statement in statements {
            parts.append(try connection.rows(statement))
        }
        let hash = Checksum.of(Array("\(parts)".utf8))
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
