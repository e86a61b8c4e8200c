import Foundation
import TestSupport
import Testing

@testable import Statistics

/// docs/measures.md describes every statistic, and nothing else.
@Suite struct MeasuresDocumentTests {
    /// The calls on lines that begin with one: those head a description.
    private func described() throws -> [String] {
        let text = try String(contentsOf: PackageRoot.url.appending(path: "docs/measures.md"), encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("`") }.flatMap { line in
            line.matches(of: /`([a-z0-9_]+\([^`]*\))`/).map { String($0.1) }
        }
    }

    @Test func everyStatisticIsDescribedOnce() throws {
        let signatures = try described()
        #expect(Set(signatures) == Set(StatisticRegistry.all.map(\.signature)))
        #expect(signatures.count == Set(signatures).count)
    }
}
