import LocalFacts
import SQLite
import Testing
import Warehouse

/// What the reader of samples gives is what the relations give.
@Suite struct SampleReaderTests {
    private static let count = 300

    private func store() throws -> Store {
        try TestCorpus.write(TestCorpus.random(Self.count, seed: 11), to: temporaryPath(), batchRows: 50)
    }

    /// The values of one column, by sample.
    private func values(_ reader: SampleReader, column: Int, ids: Set<Int64>) throws -> [[SQLValue]] {
        let names = try reader.values(ofColumn: column)
        var result: [[SQLValue]] = []
        for (group, range) in reader.rowGroups.enumerated() {
            try reader.read(group, ids: range.filter(ids.contains), limit: 7) { part, columns in
                switch columns[column] {
                case .codes(let codes): result += codes.map { [names[Int($0)]] }
                case .integers(let values): result += values.map { [SQLValue($0)] }
                case .reals(let values): result += values.map { [$0.map { .real($0) } ?? .null] }
                case .texts(let texts):
                    for row in part.indices {
                        let bytes = texts.bytes[(row == 0 ? 0 : texts.ends[row - 1])..<texts.ends[row]]
                        result.append([texts.isNull[row] ? .null : .text(String(decoding: bytes, as: UTF8.self))])
                    }
                case .lists(let lengths, let codes):
                    var start = 0
                    for length in lengths {
                        result.append(codes[start..<start + (length ?? 0)].map { names[Int($0)] })
                        start += length ?? 0
                    }
                }
            }
        }
        return result
    }

    @Test func everyColumnOfTheSamples() throws {
        let store = try store()
        let names = try #require(store.relations.first).columns.filter { !$0.isHidden }.map(\.name)
        let reader = try SampleReader(store: store, columns: names)
        for ids in [
            Set(1...Int64(Self.count)), Set(stride(from: 1, through: Int64(Self.count), by: 3)), [Int64(77)], [],
        ] {
            let list = ids.sorted().map(String.init).joined(separator: ",")
            for (column, name) in names.enumerated() {
                let expected = try store.connection.rows(
                    "select \"\(name)\" from samples where id in (\(list)) order by id")
                #expect(try values(reader, column: column, ids: ids) == expected, "\(name)")
            }
        }
    }

    @Test(arguments: [
        "places": "place", "countries": "country", "countries.iso3": "iso3", "regions": "region", "licences": "value",
        "languages": "language",
    ])
    func lists(column: String, element: String) throws {
        let store = try store()
        let relation = String(column.split(separator: ".")[0])
        let reader = try SampleReader(store: store, columns: [column])
        let found = try values(reader, column: 0, ids: Set(1...Int64(Self.count)))
        #expect(found.count == Self.count)
        let name = store.relations.first { $0.name == relation }?.columns.first { $0.name == element }?.name
        let elementName = try #require(name ?? store.columns.first { $0.name == relation }?.valueName)
        for (index, elements) in found.enumerated() {
            let expected = try store.connection.rows(
                "select \"\(elementName)\" from \(relation) where id = \(index + 1) and \"\(elementName)\" is not null")
            #expect(Set(elements) == Set(expected.map { $0[0] }), "sample \(index + 1)")
            #expect(Set(elements).count == elements.count)
        }
    }

    @Test func unknownColumnsAndColumnsWithValues() throws {
        let store = try store()
        #expect { try SampleReader(store: store, columns: ["text", "cultre"]) } throws: {
            "\($0)" == "there is no column cultre: did you mean culture?"
        }
        let columns = try SampleReader.columnsWithValues(in: store)
        #expect(columns.contains("culture") && columns.contains("places") && columns.contains("tokens"))
        #expect(!columns.contains("n") && !columns.contains("tasks") && !columns.contains("domains"))
    }
}
