import Duplicates
import Reports
import Tabular

/// Readings of all texts, with their progress on a line of the terminal.
final class DuplicateProgress {
    /// Batches between two reports.
    private static let step = 64

    private let isShown: Bool
    private var readings = 0

    init(isShown: Bool) { self.isShown = isShown }

    /// A reading of the texts that are not empty.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func reading(of texts: StoredTexts) throws -> () throws -> DuplicateFinder.Batch? {
        readings += 1
        let (reading, number) = (try texts.reading(), readings)
        var (count, batches) = (0, 0)
        return { [isShown] in
            guard let batch = try reading.nextBatch() else { return nil }
            count += batch.count
            batches += 1
            if isShown, batches % Self.step == 0 {
                StandardError.write("\rreading \(number): \(Magnitude.grouped(Int64(count))) texts\u{1B}[K")
            }
            return batch.compactMap { $0.text.isEmpty ? nil : (row: $0.id, text: $0.text) }
        }
    }

    func clear() { if isShown { StandardError.write("\r\u{1B}[K") } }
}
