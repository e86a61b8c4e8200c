import EmbeddedFiles
import SQLite

/// What happened to a field of a file without a profile, if it is worth a note.
public struct FieldNote: Sendable, Hashable {
    public enum Outcome: String, Sendable, CaseIterable {
        case leftOut = "left out"
        case added
        case widened
        case widenedInStore = "widened in the store"
        case missing = "read as no value"
    }

    /// The path in the file, or the column.
    public var field: String
    /// Nil if the field became no column.
    public var column: String?
    public var outcome: Outcome
    public var detail: String

    public init(field: String, column: String?, outcome: Outcome, detail: String) {
        self.field = field
        self.column = column
        self.outcome = outcome
        self.detail = detail
    }
}

extension FileWriter {
    /// Records what happened to fields of the file.
    ///
    /// - Throws: `SQLError`.
    public func keep(_ notes: [FieldNote]) throws {
        guard !notes.isEmpty else { return }
        try connection.transaction {
            // An older store has no place for them.
            for file in EmbeddedFile.all where file.name == FieldNote.definition { try connection.execute(file.text) }
            for note in notes {
                try connection.execute(
                    """
                    insert or replace into field_note (file_id, field, column_name, outcome, detail)
                    values (?, ?, ?, ?, ?)
                    """, .integer(fileID), .text(note.field), SQLValue(note.column), .text(note.outcome.rawValue),
                    .text(note.detail))
            }
        }
    }
}

extension FieldNote {
    fileprivate static let definition = "ddl/006-field-note.sql"
}

extension Store {
    /// What happened to fields, over all files: each sentence once, with the number of files that it applies to.
    ///
    /// - Throws: `SQLError`.
    public func fieldNotes() throws -> [(note: FieldNote, fileCount: Int64)] {
        guard try connection.value("select 1 from sqlite_schema where type = 'table' and name = 'field_note'") == 1
        else { return [] }
        return try connection.rows(
            """
            select field, column_name, outcome, detail, count(*) from field_note
            group by field, column_name, outcome, detail
            order by outcome, field, detail
            """
        ).compactMap { row in
            FieldNote.Outcome(rawValue: row[2].text ?? "").map { outcome in
                let note = FieldNote(
                    field: row[0].text ?? "", column: row[1].text, outcome: outcome, detail: row[3].text ?? "")
                return (note, row[4].integer ?? 0)
            }
        }
    }
}
