import Testing

@testable import Export

@Suite struct ShardPlanTests {
    @Test func namesAndCounts() {
        let plan = ShardPlan(path: "out.d/train.parquet", shards: 3, rowCount: 10)
        #expect(plan.paths == (0..<3).map { "out.d/train-0000\($0)-of-00003.parquet" })
        #expect(plan.rowCounts == [3, 3, 4])
        #expect(ShardPlan(path: "a/b.c/train", shards: 2, rowCount: 1).paths[1] == "a/b.c/train-00001-of-00002")
        #expect(ShardPlan(path: "x.csv", shards: 1, rowCount: 5).rowCounts == nil)
        for shards in 2...9 {
            for rowCount in 0...30 {
                let counts = ShardPlan(path: "x", shards: shards, rowCount: rowCount).rowCounts ?? []
                #expect(counts.reduce(0, +) == rowCount && (counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
            }
        }
    }

    @Test func formatsByName() {
        #expect(ExportFormat(path: "a/b.parquet") == .parquet && ExportFormat(path: "x.JSONL") == .jsonl)
        #expect(ExportFormat(path: "x.ndjson") == .jsonl && ExportFormat(path: "x.csv") == .csv)
        #expect(ExportFormat(path: "csv.d/x") == nil && ExportFormat(path: "-") == nil)
    }
}
