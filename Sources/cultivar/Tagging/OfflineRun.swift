import Foundation
import Parallel
import Reports
import Tagging

/// Tags texts without a server: skips those that the ledger has, and keeps the tags of the others.
struct OfflineRun {
    struct Outcome {
        var progress = TagProgress()
        var revision = 0
        var isCancelled = false
    }

    let tagger: ShippedOfflineTagger
    let ledger: any TagLedger
    /// Counts without tagging.
    let isDry: Bool

    /// - Complexity: linear in the texts, on all threads; memory for a batch.
    /// - Throws: what the ledger and the store throw. Batches before are kept.
    func run(
        _ texts: StoredTexts, retryFailed: Bool, isCancelled: () -> Bool, progress tell: (TagProgress) -> Void
    ) throws -> Outcome {
        var outcome = Outcome()
        outcome.revision = try ledger.open(tagger.identity)
        outcome.progress.total = texts.count
        let start = ContinuousClock.now
        var lastTold = 0.0
        var seen: Set<TextKey> = []
        let reading = try texts.reading()
        while let batch = try reading.nextBatch() {
            if isCancelled() {
                outcome.isCancelled = true
                break
            }
            let keyed = try batch.concurrentMap { (key: TextKey(of: $0.text), text: $0.text) }
            var new: [(key: TextKey, text: String)] = []
            for (key, text) in keyed {
                guard let key else {
                    outcome.progress.empty += 1
                    continue
                }
                let state = try ledger.state(of: key)
                // Without a ledger that is written to, equal texts are counted here.
                let isNew = state == nil || state != .tagged && retryFailed
                guard isNew, seen.insert(key).inserted else {
                    outcome.progress.alreadyDone += 1
                    continue
                }
                new.append((key, text))
            }
            if !isDry {
                try ledger.commit(try new.concurrentMap { [tagger] in tagger.record($0.key, $0.text) })
                seen.removeAll(keepingCapacity: true)
            }
            outcome.progress.tagged += new.count
            outcome.progress.seconds = (ContinuousClock.now - start).seconds
            if outcome.progress.seconds > 0 {
                outcome.progress.rate = Double(outcome.progress.finished) / outcome.progress.seconds
            }
            if outcome.progress.seconds - lastTold >= 0.2 {
                lastTold = outcome.progress.seconds
                tell(outcome.progress)
            }
        }
        return outcome
    }
}
