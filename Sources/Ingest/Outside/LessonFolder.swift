import Facts
import Foundation
import Warehouse

/// A temporary folder for the files that teach a store the values of an outside table.
struct LessonFolder {
    private let url: URL

    /// - Throws: an error of the system.
    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "cultivar-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }

    func remove() { try? FileManager.default.removeItem(at: url) }

    /// Writes a file with one value in each row, and a last row without any.
    ///
    /// - Returns: its path.
    func write(_ lessons: [OutsideTable.Lesson], named name: String) throws -> String {
        try write(lessons.map(LessonLine.line) + ["{}"], named: "\(name)-values")
    }

    /// Writes lines of JSON.
    ///
    /// - Returns: the path of the file.
    func write(_ lines: [String], named name: String) throws -> String {
        let file = url.appending(path: "\(name).jsonl")
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
        return file.path
    }
}

/// Writes values of an engine as JSON.
enum LessonLine {
    /// A row in which one field has a value: `{"meta": {"country": "Chad"}}`.
    static func line(_ lesson: OutsideTable.Lesson) throws -> String {
        let value = lesson.field.form == .json ? lesson.raw : try quoted(lesson.raw)
        return try lesson.field.path.reversed().reduce(value) { "{\(try quoted($1)):\($0)}" }
    }

    /// The value of a row; nil if it is null.
    static func value(_ column: RawColumn, _ row: Int, _ form: OutsideField.Form) throws -> String? {
        switch column {
        case .texts: try column.text(row).map { form == .json ? $0 : try quoted($0) }
        case .integers(let values): values[row].map { "\($0)" }
        case .reals(let values): values[row].map { "\($0)" }
        }
    }

    static func quoted(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }
}
