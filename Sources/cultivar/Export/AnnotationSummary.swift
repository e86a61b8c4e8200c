import Export
import Reports
import Tabular

/// The result of an annotation, in words.
struct AnnotationSummary {
    let result: AnnotationResult

    /// Remarks, the files, then the counts.
    var lines: [String] {
        let renamed = result.renamed.map { name in
            "column \(name): has a prefix, since records have its name already"
        }
        let files = result.files.map { "\($0.path): \(count($0.rows)) records, \(Magnitude.bytes($0.bytes))" }
        let counts = result.counts
        let notMatched = counts.seen - counts.matched
        let side = notMatched == 0 ? "" : "; the \(count(notMatched)) not matched are in \(result.sidePath)"
        return renamed + files + [
            "\(count(counts.seen)) records seen = \(count(counts.matched)) matched + \(count(counts.unmatched)) unmatched "
                + "+ \(count(counts.ambiguous)) ambiguous + \(count(counts.rejected)) rejected, "
                + "by \(count(result.textCount)) texts of the store in \(Magnitude.duration(result.elapsed.seconds))\(side)"
        ]
    }

    private func count(_ number: Int) -> String { Magnitude.grouped(Int64(number)) }
}
