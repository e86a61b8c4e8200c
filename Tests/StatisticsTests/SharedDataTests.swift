import Foundation
import TestSupport
import Testing

@testable import Statistics

/// The measures over real data, against answers worked out independently of this project.
@Suite struct SharedDataTests {
    private static let expectedFile = PackageRoot.sharedData.appending(path: "expected.json")
    private static let tokensFile = PackageRoot.sharedData.appending(path: "web-pretrain/relevant_url_token_counts.csv")

    /// A block of expected.json that lists all its categories, with the measures over them.
    private struct Block {
        let path: String
        let weights: [Double]
        let measures: [String: Double]
    }

    private static func blocks(in value: Any, path: String = "") -> [Block] {
        guard let object = value as? [String: Any] else { return [] }
        let nested = object.flatMap { blocks(in: $0.value, path: "\(path)/\($0.key)") }
        guard let top = object["top"] as? [[Any]], let count = object["categories"] as? Int, count == top.count
        else { return nested }
        let weights = top.compactMap { ($0.last as? NSNumber)?.doubleValue }
        return nested + [Block(path: path, weights: weights, measures: object.compactMapValues { $0 as? Double })]
    }

    @Test(.enabled(if: FileManager.default.isReadableFile(atPath: expectedFile.path), "../shared/data is absent"))
    func blocksThatListAllCategories() throws {
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: Self.expectedFile))
        let blocks = Self.blocks(in: json)
        #expect(blocks.contains { $0.path == "/blend/votes_by_region" })
        for block in blocks {
            let values: [String: Double?] = [
                "gini": gini(block.weights),
                "hhi": herfindahl(block.weights),
                "inverse_hhi": hillNumber(block.weights, order: 2),
                "entropy_nats": shannonEntropy(block.weights),
                "evenness_pielou": pielouEvenness(block.weights),
                "effective_number_exp_entropy": hillNumber(block.weights, order: 1),
                "top1_share": topShare(block.weights, k: 1),
                "top5_share": topShare(block.weights, k: 5),
            ]
            for (name, value) in values {
                let expected = try #require(block.measures[name], "\(block.path) \(name)")
                #expect(isClose(value, expected, relative: 1e-12), "\(block.path) \(name)")
            }
        }
    }

    @Test(.enabled(if: FileManager.default.isReadableFile(atPath: tokensFile.path), "../shared/data is absent"))
    func giniOverAllUrlsWithTokens() throws {
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: Self.expectedFile)) as? [String: Any]
        let tokens = (json?["web-pretrain"] as? [String: Any])?["url_tokens"] as? [String: Any]
        let expected = try #require(tokens?["gini_over_urls_with_tokens"] as? [String: Double])

        let lines = try String(contentsOf: Self.tokensFile, encoding: .utf8).split(whereSeparator: \.isNewline)
        let header = try #require(lines.first).split(separator: ",").map(String.init)
        for (name, coefficient) in expected {
            let column = try #require(header.firstIndex(of: name))
            let counts = lines.dropFirst().compactMap {
                Double($0.split(separator: ",", omittingEmptySubsequences: false)[column])
            }
            #expect(counts.count == lines.count - 1)
            #expect(isClose(gini(counts.filter { $0 > 0 }), coefficient, relative: 1e-12), "\(name)")
        }
    }
}
