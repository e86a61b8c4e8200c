import LocalFacts
import Parquet
import Testing
import Warehouse

@testable import Export

@Suite struct MarkingTests {
    static let columns = [
        ExportColumn(name: "text", kind: .text),
        ExportColumn(name: "culture", kind: .code, dictionary: ValueDictionary(["A<b", "B"])),
        ExportColumn(name: "places", kind: .list, dictionary: ValueDictionary(["Peru", "Chad"])),
        ExportColumn(name: "year", kind: .integer),
        ExportColumn(name: "source", kind: .code, dictionary: ValueDictionary(["Aya", "Web"])),
    ]

    static func batch(_ rows: Range<Int64>) -> ExportBatch {
        ExportBatch(
            rowNumbers: Array(rows),
            columns: [
                .texts(TextArray(rows.map { "text \($0)" })), .codes(rows.map { _ in 1 }),
                .lists(lengths: rows.map { _ in 2 }, codes: rows.flatMap { _ in [1, 2] as [UInt32] }),
                .integers(rows.map { $0 }), .codes(rows.map { $0 % 2 == 0 ? 1 : 2 }),
            ])
    }

    private func texts(_ values: ExportValues) -> [String?] {
        guard case .texts(let texts) = values else { return [] }
        return (0..<texts.count).map { row in
            texts.withBytes(of: row) { $0.map { String(decoding: $0, as: UTF8.self) } }
        }
    }

    private func options(_ template: String, _ change: (inout MarkerOptions) -> Void = { _ in }) throws -> MarkerOptions
    {
        var options = MarkerOptions(template: try MarkerTemplate(parsing: template))
        change(&options)
        return options
    }

    private func marking(_ options: MarkerOptions, seed: UInt64 = 1) throws -> Marking {
        try Marking(options, columns: Self.columns, textColumn: "text", seed: seed)
    }

    @Test func positionsListsAndEscapes() throws {
        let batch = Self.batch(5..<6)
        func text(_ template: String, _ change: (inout MarkerOptions) -> Void = { _ in }) throws -> String? {
            try texts(marking(options(template, change)).texts(of: batch))[0]
        }
        #expect(try text("<c>{culture}</c> ") == "<c>A<b</c> text 5")
        #expect(try text(" <c>{culture}</c>") { $0.position = .after } == "text 5 <c>A<b</c>")
        #expect(try text("{year}: {text} [({places})]") { $0.listSeparator = "+" } == "5: text 5 (Peru+Chad)")
        #expect(try text("<c>{Culture}</c>{text}") { $0.escaping = .xml } == "<c>A&lt;b</c>text 5")
        #expect(throws: StoreError.self) { try text("{cultur}") }
    }

    /// A marker without a value is left out; where none is left the text stands alone.
    @Test func nullsAndEmptyLists() throws {
        let batch = ExportBatch(
            rowNumbers: [1, 2, 3, 4],
            columns: [
                .texts(TextArray(["a", "b", "c", nil])), .codes([0, 2, 0, 1]),
                .lists(lengths: [1, 0, nil, 0], codes: [2]), .integers([nil, 7, nil, 1]), .codes([0, 0, 0, 0]),
            ])
        let marking = try marking(options("# <c>{culture}</c>[ {places} {year}] {year}| {text}"))
        #expect(texts(marking.texts(of: batch)) == ["a", "# <c>B</c> 7| b", "c", nil])
        let lists = try self.marking(options("[{places}] {text}"))
        #expect(texts(lists.texts(of: batch)) == ["Chad a", "b", "c", nil])
        let counts = lists.counts
        #expect(counts.marked == 1 && counts.unmarked == 2 && counts.withoutText == 1 && counts.samples == 4)
        #expect(counts.markers == [.init(name: "places", carried: 1, absent: 2, dropped: 0)])
    }

    @Test func dropoutFollowsFromSeedAndSample() throws {
        let all = try options("<c>{culture}</c><p>{places}</p>{text}") { options in
            options.dropout.rate = 0.25
            options.dropout.rules = [.init(column: "source", value: "Aya", rate: 0.75)]
            options.dropout.eachRate = 0.5
            options.dropout.rateByColumn = ["places": 0.1]
        }
        let whole = try marking(all)
        let together = texts(whole.texts(of: Self.batch(1..<20_001)))
        // In other batches, in another order, alone: the same.
        let parts = try marking(all)
        var apart = texts(parts.texts(of: Self.batch(10_001..<20_001)))
        apart = texts(parts.texts(of: Self.batch(1..<10_001))) + apart
        #expect(apart == together)
        #expect(texts(try marking(all, seed: 2).texts(of: Self.batch(1..<20_001))) != together)

        let counts = whole.counts
        #expect(counts.samples == 20_000)
        // Half of the samples at 0.75, half at 0.25; standard deviation 62.
        #expect(abs(counts.droppedWhole - 10_000) < 62 * 5)
        let left = 20_000 - counts.droppedWhole
        #expect(
            abs(counts.markers[0].dropped - left / 2) < 50 * 5 && abs(counts.markers[1].dropped - left / 10) < 30 * 5)
        // The markers of a sample are lost independently.
        #expect(abs(counts.unmarked - left / 20) < 22 * 5)
        let aya = stride(from: 1, to: 20_000, by: 2).count { together[$0]?.hasPrefix("<") == false }
        #expect(aya > 7_000)
    }

    @Test func ratesOfAllAndNone() throws {
        let batch = Self.batch(1..<500)
        let all = try marking(options("{culture} {text}") { $0.dropout.rate = 1 })
        #expect(texts(all.texts(of: batch)) == (1..<500).map { "text \($0)" })
        let none = try marking(options("{culture} {text}"))
        #expect(texts(none.texts(of: batch)) == (1..<500).map { "A<b text \($0)" })
    }
}
