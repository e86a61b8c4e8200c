import Columns
import LocalFacts
import Testing
import Warehouse

@Suite struct MeasureWideningTests {
    private func write(_ values: SampleBatch.Values, kind: ColumnKind, to store: Store, file: String) throws {
        let load = try LoadWriter(
            store: store, description: LoadDescription(profile: nil, arguments: [], version: "test"))
        let writer = try load.begin(
            FileDescription(path: file, dataset: "test", format: "test", byteCount: nil, headHash: nil))
        let column = try writer.column(NewColumn(name: "tokens", kind: kind))
        try writer.append(
            SampleBatch(rowCount: 2, recordNumbers: [1, 2], recordsRead: 2, columns: [(column, values)]))
        try writer.finish(contentHash: nil)
        try load.finish()
    }

    private let integers = SampleBatch.Values.integers(IntegerVector(values: [3, 0], validity: [true, false]))
    private let reals = SampleBatch.Values.reals(RealVector(values: [0.5, 2], validity: nil))

    @Test func integersThenDecimals() throws {
        let store = try Store.create(at: temporaryPath())
        try write(integers, kind: .integer, to: store, file: "a")
        try write(reals, kind: .real, to: store, file: "b")
        #expect(try store.connection.rows("select tokens from samples order by id") == [[3.0], [nil], [0.5], [2.0]])
        #expect(try store.connection.rows("select sum(tokens_sum), sum(n) from samples") == [[5.5, 4]])
        #expect(try store.check().problems == [])
    }

    @Test func decimalsThenIntegers() throws {
        let store = try Store.create(at: temporaryPath())
        try write(reals, kind: .real, to: store, file: "a")
        try write(integers, kind: .integer, to: store, file: "b")
        #expect(try store.connection.rows("select tokens from samples order by id") == [[0.5], [2.0], [3.0], [nil]])
    }

    @Test func anIntegerThatADoubleWouldRoundIsRefused() throws {
        let store = try Store.create(at: temporaryPath())
        let large: Int64 = 1 << 53 + 1
        try write(
            .integers(IntegerVector(values: [large, 1], validity: nil)), kind: .integer, to: store, file: "a")
        #expect(throws: StoreError.tooLargeForReal(column: "tokens", value: large)) {
            try write(reals, kind: .real, to: store, file: "b")
        }
        #expect(try store.connection.rows("select tokens from samples order by id") == [[.integer(large)], [1]])
    }
}
