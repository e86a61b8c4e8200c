import Foundation
import Readers
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// A file of records that the tests write themselves, so that they know the bytes of each.
struct FileOfRecords: CustomTestStringConvertible {
    enum Shape: String, CaseIterable {
        case lines, csv, array, object, sequence
    }

    var shape: Shape
    var seed: UInt64
    /// Only independent records: no quote that may swallow the next line, and none of several lines.
    var isPlain = false

    private(set) var bytes: [UInt8] = []
    /// What is to be exported.
    private(set) var expected: [UInt8] = []
    /// The codes of the rejects, in the order of the file.
    private(set) var codes: [String] = []

    var testDescription: String { "\(shape.rawValue) \(seed)" }

    init(_ shape: Shape, seed: UInt64, isPlain: Bool = false) {
        self.shape = shape
        self.seed = seed
        self.isPlain = isPlain
        var generator = SeededGenerator(seed: seed)
        switch shape {
        case .lines: makeLines(&generator)
        case .csv: makeCSV(&generator)
        case .array, .object, .sequence: makeValues(&generator)
        }
    }

    private static func json(_ number: Int, _ generator: inout SeededGenerator) -> (text: String, code: String?) {
        let space = ["", " ", "  "].randomElement(using: &generator) ?? ""
        guard generator.chance(1, in: 4) else {
            return ("{\"text\":\(space)\"é \(number) [,}\\\" \",\(space)\"price\":\(number)}", nil)
        }
        let faults: [(String, String)] = [
            ("{\"text\":\"t\",\(space)\"price\":\"a\(number)\"}", "not_a_number"),
            ("{\"text\":\(space)tru, \"price\":1}", "bad_json"),
            ("{\"text\":\"t\(number)\"\(space)\"price\":1}", "bad_json"),
            ("\"only a text \(number)\"", "not_an_object"), ("\(number)", "not_an_object"),
        ]
        return faults.randomElement(using: &generator) ?? faults[0]
    }

    private mutating func makeLines(_ generator: inout SeededGenerator) {
        let lineBreak = generator.chance(1, in: 2) ? "\n" : "\r\n"
        var lines = ["{\"text\":\"first\",\"price\":0}"]
        var faults: [Int: String] = [:]
        for number in 1...Int.random(in: 1...60, using: &generator) {
            if generator.chance(1, in: 10) { lines.append("  ") }
            let record = Self.json(number, &generator)
            faults[lines.count] = record.code
            lines.append((generator.chance(1, in: 8) ? "  " : "") + record.text)
        }
        for (index, line) in lines.enumerated() {
            let isLast = index == lines.count - 1 && generator.chance(1, in: 2)
            let written = Array((line + (isLast ? "" : lineBreak)).utf8)
            bytes += written
            guard let code = faults[index] else { continue }
            expected += written
            codes.append(code)
        }
    }

    private mutating func makeCSV(_ generator: inout SeededGenerator) {
        let lineBreak = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
        let separator = [",", ";", "\t"].randomElement(using: &generator) ?? ","
        let header = Array((["text", "price", "note"].joined(separator: separator) + lineBreak).utf8)
        bytes = header
        let first = ["first", "0", "n"].joined(separator: separator) + lineBreak
        bytes += Array((first + first.replacing("0", with: "1") + first.replacing("0", with: "2")).utf8)
        var faults: [UInt8] = []
        for number in 1...Int.random(in: 1...60, using: &generator) {
            if generator.chance(1, in: 12) { bytes += Array(lineBreak.utf8) }
            let quoted = "\"a\(separator)\(lineBreak)\"\"b\"\" \(number)\""
            let text = generator.chance(1, in: 3) ? quoted : "a é \(number)"
            var record = Array([text, "\(number)", "n"].joined(separator: separator).utf8)
            var code: String?
            switch Int.random(in: 0..<12, using: &generator) {
            case 0, 1, 2:
                record = Array([text, "\"x\(number)\"", "n"].joined(separator: separator).utf8)
                code = "not_a_number"
            case 3:
                record += Array((separator + "more" + separator + "cells").utf8)
                code = "cell_count"
            case 4:
                record = Array("a\(separator)\(number)\(separator)".utf8) + [0x62, 0xFF]
                code = "bad_utf8"
            case 5 where !isPlain:
                let cells = ["\"q\" and more", "1", "n", "m", "o"]
                record = Array(cells.joined(separator: separator).utf8)
                code = "text_after_quote"
            default: break
            }
            record += Array(lineBreak.utf8)
            bytes += record
            guard let code else { continue }
            faults += record
            codes.append(code)
        }
        if !faults.isEmpty { expected = header + faults }
    }

    private mutating func makeValues(_ generator: inout SeededGenerator) {
        let isIndented = !isPlain && generator.chance(1, in: 2)
        var records: [(text: String, code: String?)] = [("{\n  \"text\": \"first\", \"price\": 0\n}", nil)]
        for number in 1...Int.random(in: 1...60, using: &generator) {
            var record = Self.json(number, &generator)
            if shape == .sequence, record.code == "not_an_object" { record = ("{\"price\": \"b\"}", "not_a_number") }
            if isIndented { record.text = record.text.replacing("\"price\"", with: "\n  \"price\"") }
            records.append(record)
        }
        let separator = shape == .sequence ? "\n" : isIndented ? ",\n  " : ", "
        let texts = records.enumerated().map { shape == .object ? "\"key \($0)\": \($1.text)" : $1.text }
        let text = texts.joined(separator: separator)
        bytes = Array((shape == .array ? "[\(text)\n]\n" : shape == .object ? "{\(text)}" : text).utf8)
        for record in records {
            guard let code = record.code else { continue }
            expected += Array((record.text + "\n").utf8)
            codes.append(code)
        }
    }

    static func all(_ count: UInt64, isPlain: Bool = false) -> [FileOfRecords] {
        Shape.allCases.flatMap { shape in (1...count).map { FileOfRecords(shape, seed: $0, isPlain: isPlain) } }
    }
}

/// Keeps what is exported.
private final class KeptOutput: RejectOutput {
    private(set) var bytes: [UInt8] = []
    private(set) var isWhole = false

    func write(_ bytes: [UInt8]) { self.bytes += bytes }
    func commit() { isWhole = true }
}

/// Rejected records in the bytes of their file.
@Suite("Rejected records that are exported")
struct RejectExportTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(at: folder.path("store"))
        try folder.write(
            """
            name: prices
            inputs:
              - files: ["*"]
                text: text
                measures:
                  price: price
            """, to: "prices.yaml")
    }

    private var options: IngestOptions {
        var options = IngestOptions()
        options.profile = folder.path("prices.yaml")
        return options
    }

    private func load(_ bytes: [UInt8], as name: String, into store: Store) throws -> [String] {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        _ = try Ingestion(store: store, options: options).run([folder.path(name)])
        return try store.connection.rows(
            "select code from reject join file on file.id = file_id where path = ? order by row",
            .text(folder.path(name))
        ).compactMap { $0[0].text }
    }

    private func export(codes: [String] = []) throws -> (results: [RejectExportResult], outputs: [[UInt8]]) {
        var outputs: [KeptOutput] = []
        let results = try RejectExport(
            store: store, files: try store.rejectedFiles(codes: codes), options: { _ in options }
        ).run { _, _ in
            outputs.append(KeptOutput())
            return outputs[outputs.count - 1]
        }
        return (results, outputs.filter(\.isWhole).map(\.bytes))
    }

    private static func name(_ shape: FileOfRecords.Shape) -> String {
        switch shape {
        case .lines: "a.jsonl"
        case .csv: "a.csv"
        case .array, .object, .sequence: "a.json"
        }
    }

    /// The bytes are those that the test wrote, whatever the format and the fault.
    @Test(arguments: FileOfRecords.all(8)) func theBytesAreThoseOfTheFile(_ file: FileOfRecords) throws {
        let codes = try load(file.bytes, as: Self.name(file.shape), into: store)
        #expect(codes == file.codes)
        let (results, outputs) = try export()
        #expect(String(decoding: outputs.first ?? [], as: UTF8.self) == String(decoding: file.expected, as: UTF8.self))
        #expect(outputs == (file.codes.isEmpty ? [] : [file.expected]))
        #expect(results.map(\.written) == (file.codes.isEmpty ? [] : [Int64(file.codes.count)]))
        #expect(results.allSatisfy { $0.missing == 0 && $0.absence == nil })
        for code in Set(file.codes) {
            let chosen = try export(codes: [code]).results
            #expect(chosen.map(\.written) == [Int64(file.codes.filter { $0 == code }.count)])
        }
    }

    /// What was rejected is rejected again, for the same reasons.
    @Test(arguments: FileOfRecords.all(8, isPlain: true)) func allIsRejectedAgain(_ file: FileOfRecords) throws {
        _ = try load(file.bytes, as: Self.name(file.shape), into: store)
        guard let exported = try export().outputs.first else { return }
        let second = try Store.create(at: folder.path("second"))
        let name = file.shape == .csv ? "again.csv" : "again.jsonl"
        #expect(try load(exported, as: name, into: second) == file.codes)
        #expect(try second.connection.value("select sum(rows_stored) from file") == .integer(0))
    }

    @Test func aFileThatIsNotTheOneThatWasLoadedGivesNothing() throws {
        let good = "{\"text\":\"a\",\"price\":1}\n"
        for name in ["gone", "longer", "other"] {
            _ = try load(
                Array((good + "{\"text\":\"\(name)\",\"price\":\"x\"}\n").utf8), as: "\(name).jsonl", into: store)
        }
        try FileManager.default.removeItem(atPath: folder.path("gone.jsonl"))
        try folder.write(good + "{\"text\":\"longer\",\"price\":\"x\"}\n" + good, to: "longer.jsonl")
        try folder.write(good + "{\"text\":\"other\",\"price\":\"y\"}\n", to: "other.jsonl")
        let (results, outputs) = try export()
        #expect(outputs.isEmpty)
        #expect(results.map(\.missing) == [1, 1, 1])
        #expect(
            results.map(\.absence) == [
                .missing, .changed("it grew from 53 to 76 bytes"), .changed("its content is not what was read"),
            ])
    }

    /// A fault without bytes is neither written nor missing.
    @Test func aFileThatEndsTooEarlyHasNoBytesOfIt() throws {
        let codes = try load(Array("[{\"text\":\"a\",\"price\":\"x\"}, ".utf8), as: "cut.json", into: store)
        #expect(codes == ["not_a_number", "ends_inside"])
        let (results, outputs) = try export()
        #expect(outputs == [Array("{\"text\":\"a\",\"price\":\"x\"}\n".utf8)])
        #expect(results.map { [$0.rejects, $0.written, $0.withoutBytes, $0.missing] } == [[2, 1, 1, 0]])
    }

    /// Regression: `--retry-rejects` read files without what the call says of their encoding and separators.
    @Test func aRetryReadsAsTheCallSays() throws {
        try Data("text;price\n".utf8 + [0xE9] + ";x\n".utf8).write(to: URL(fileURLWithPath: folder.path("l.csv")))
        var options = options
        options.reading.encoding = .windows1252
        _ = try Ingestion(store: store, options: options).run([folder.path("l.csv")])
        options.retriesRejects = true
        let result = try Ingestion(store: store, options: options).run([folder.path("l.csv")])
        #expect(result.files.map(\.reasons) == [["not_a_number": 1]])
    }
}
