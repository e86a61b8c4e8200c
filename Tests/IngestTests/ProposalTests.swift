import Foundation
import LocalFacts
import Readers
import TestSupport
import Testing
import Warehouse

@testable import Ingest

@Suite("Mapping without a profile")
struct ProposalTests {
    private func proposal(
        _ text: String, name: String = "f.jsonl", stored: [ColumnDefinition] = []
    ) throws -> MappingProposal {
        let folder = try TemporaryFolder()
        let file = try folder.write(text, to: name)
        return try MappingProposal(
            describing: FileFields(file: InputFile(path: file), source: nil), stored: StoredColumns(stored))
    }

    private func uses(_ proposal: MappingProposal) -> [String: String] {
        Dictionary(uniqueKeysWithValues: proposal.fields.map { ($0.path.description, $0.use ?? "left out") })
    }

    private let rows = (0..<100).map { number in
        "{\"id\": \(number), \"prompt\": \"a prompt that is different \(number)\", \"content\": \"x \(number)\", "
            + "\"Language\": \"en\", \"kind\": \"k\(number % 4)\", \"score\": \(Double(number) / 3), \"votes\": \(number % 9), "
            + "\"ok\": \(number % 2 == 0), \"labels\": [\"a\", \"b\(number % 3)\"], \"meta\": {\"date\": \"2020\"}, "
            + "\"turns\": [{\"role\": \"u\"}, {\"role\": \"a\"}], \"nothing\": null, \"Geo-Location\": \"Peru;Chile\"}"
    }.joined(separator: "\n")

    @Test func namesAndValuesDecide() throws {
        let proposal = try proposal(rows)
        let uses = uses(proposal)
        #expect(uses["prompt"] == "text")
        #expect(uses["content"] == "text")
        #expect(uses["Language"] == "language")
        #expect(uses["kind"] == "tag")
        #expect(uses["score"] == "real")
        #expect(uses["votes"] == "integer")
        #expect(uses["ok"] == "tag")
        #expect(uses["labels"] == "tags")
        #expect(uses["meta.date"] == "integer" || uses["meta.date"] == "tag")
        #expect(uses["id"] == "left out")
        #expect(uses["\"Geo-Location\""] == "places" || uses["Geo-Location"] == "places")
        let column = Dictionary(uniqueKeysWithValues: proposal.fields.map { ($0.path.description, $0.column) })
        #expect(column["prompt"] == "text" && column["content"] == "content")
        #expect(
            proposal.fields.first { $0.path.description == "content" }?.evidence.contains("text is taken by prompt")
                == true)
        #expect(proposal.fields.first { $0.path.description == "kind" }?.evidence == "4 distinct values in 100 rows")
        #expect(proposal.description.split(separator: "\n").count == proposal.fields.count)
    }

    @Test func theMappingIsOneThatTheStoreTakes() throws {
        let folder = try TemporaryFolder()
        let store = try Store.create(at: folder.path("s"))
        let file = try folder.write(rows, to: "f.jsonl")
        let result = try Ingestion(store: store, options: IngestOptions()).run([file])
        #expect(result.files.map(\.outcome) == [.loaded])
        #expect(result.total.stored == 100)
    }

    @Test func aCodeWithLeadingZerosIsNoNumber() throws {
        let rows = (0..<60).map { "{\"area\": \"\(["002", "019", "142"][$0 % 3])\", \"votes\": \"\($0 % 3)\"}" }
        let uses = uses(try proposal(rows.joined(separator: "\n")))
        #expect(uses["area"] == "tag")
        #expect(uses["votes"] == "integer")
    }

    @Test func aTakenNameGivesWayToTheWholePath() throws {
        let rows = (0..<60).map {
            "{\"name\": \"n\($0 % 3)\", \"capital\": {\"name\": \"c\($0 % 4)\", \"size\": \($0 % 5)}}"
        }
        let fields = try proposal(rows.joined(separator: "\n")).fields
        let column = Dictionary(uniqueKeysWithValues: fields.map { ($0.path.description, $0.column) })
        #expect(column == ["name": "name", "capital.name": "capital_name", "capital.size": "size"])
    }

    @Test func columnsOfRelationsGetOtherNames() throws {
        let names = [
            "id", "file", "n", "mentions", "w", "cultural", "country", "iso2", "region", "samples", "row", "dataset",
            "text",
            "tokens_sum", "1st", "", "a b", "a-b", "A_B", "é", "語",
        ]
        let folder = try TemporaryFolder()
        let store = try Store.create(at: folder.path("s"))
        let load = try LoadWriter(store: store, description: LoadDescription(profile: nil, arguments: [], version: ""))
        let writer = try load.begin(
            LocalFacts.FileDescription(path: "p", dataset: "d", format: "", byteCount: nil, headHash: nil))
        var taken: Set<String> = []
        for name in names {
            let column = ColumnNaming.columnName(for: name, taken: taken)
            #expect(taken.insert(column).inserted)
            _ = try writer.column(NewColumn(name: column, kind: .tag))
        }
    }

    @Test func storedKindsAreFollowed() throws {
        let lines = (0..<50).map { "{\"title\": \"t\($0 % 2)\", \"year\": \($0), \"labels\": \"x\"}" }.joined(
            separator: "\n")
        let stored = [
            ColumnDefinition(id: 20, name: "title", kind: .text), ColumnDefinition(id: 21, name: "year", kind: .real),
            ColumnDefinition(id: 22, name: "labels", kind: .integer),
        ]
        let proposal = try proposal(lines, stored: stored)
        // A stored column of integers is made one of texts for words.
        #expect(proposal.input.columns.map { MappedColumn($0).kind } == [.text, .real, .text])
        #expect(proposal.input.columns.map(\.name) == ["title", "year", "labels"])
    }

    @Test func delimitedValues() throws {
        let proposal = try proposal("question\tlang\tanswer\nWhat?\tde\t7\nWho?\tde\t8\n", name: "f.tsv")
        #expect(proposal.format == .csv)
        #expect(uses(proposal) == ["question": "text", "lang": "language", "answer": "integer"])
    }

    @Test func everyNameIsOfOneRole() {
        let all = ColumnNaming.names.flatMap(\.names)
        #expect(Set(all).count == all.count)
        #expect(all.allSatisfy { ColumnNaming.normalized($0) == $0 })
    }
}
