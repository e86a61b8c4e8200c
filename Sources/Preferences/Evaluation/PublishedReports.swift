/// The three JSON reports that the authors' scripts write, with their keys.
public enum PublishedReports {
    /// Per cent of one country: before training, and of the trained model.
    public struct Row: Sendable, Equatable {
        public let country: String
        public let start: Double
        public let trained: Double

        public init(country: String, start: Double, trained: Double) {
            (self.country, self.start, self.trained) = (country, start, trained)
        }
    }

    /// `full_report.json`: `{country: {"start", "ours_full"}, "avg": {…}}`, for models trained on all pairs.
    public static func full(_ rows: [Row]) -> [UInt8] { report(rows, trained: "ours_full") }

    /// `partial_report.json`: `{country: {"start", "ours_partial"}, "avg": {…}}`, for models trained on the kept pairs.
    public static func partial(_ rows: [Row]) -> [UInt8] { report(rows, trained: "ours_partial") }

    private static func report(_ rows: [Row], trained: String) -> [UInt8] {
        var json = JSONBytes()
        func write(_ name: String, _ start: Double?, _ number: Double?, _ json: inout JSONBytes) {
            json.key(name)
            json.object { json in
                json.member("start", start)
                json.member(trained, number)
            }
        }
        json.object { json in
            for row in rows { write(row.country, row.start, row.trained, &json) }
            write("avg", BiasMatrix.mean(rows.map(\.start)), BiasMatrix.mean(rows.map(\.trained)), &json)
        }
        json.endLine()
        return json.bytes
    }

    /// Pairs of one country, and those that the filter keeps (training) or that have d0 < 0 (test).
    public struct Ratio: Sendable, Equatable {
        public let country: String
        public let kept: Double
        public let pairs: Double

        public init(country: String, kept: Double, pairs: Double) {
            (self.country, self.kept, self.pairs) = (country, kept, pairs)
        }
    }

    /// `edited_ratios.json`: `{"train" | "test": {country: ratio, "avg": ratio}}`. The average is over all pairs
    /// together; a country without pairs is null.
    public static func editedRatios(train: [Ratio], test: [Ratio]) -> [UInt8] {
        func ratio(_ kept: Double, _ pairs: Double) -> Double? { pairs > 0 ? kept / pairs : nil }
        var json = JSONBytes()
        json.object { json in
            for (name, ratios) in [("train", train), ("test", test)] {
                json.key(name)
                json.object { json in
                    for row in ratios { json.member(row.country, ratio(row.kept, row.pairs)) }
                    json.member(
                        "avg", ratio(ratios.reduce(0) { $0 + $1.kept }, ratios.reduce(0) { $0 + $1.pairs }))
                }
            }
        }
        json.endLine()
        return json.bytes
    }
}
