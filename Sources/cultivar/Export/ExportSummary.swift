import Export
import Reports
import SQLite
import Tabular
import Warehouse

/// The result of an export, in words.
struct ExportSummary {
    let request: ExportRequest
    let result: ExportResult

    /// Whether a record of the export is written beside the files: if it drew at random or added markers.
    var isRecorded: Bool {
        let isDrawn = request.sample != nil || request.isShuffled || request.markers != nil
        return isDrawn && request.path != "-" && !AtomicFile.isSpecial(request.path)
    }

    /// The cells of a balanced sample, the markers, leftover files of an earlier export, then the counts.
    var lines: [String] { cellLines + markerLines + strayLines + [account] }

    private var strayLines: [String] {
        let strays = result.strayShards
        guard let first = strays.first else { return [] }
        let more = strays.count > 1 ? " and \(count(strays.count - 1)) more" : ""
        return ["\(first)\(more): left by an export with another number of shards; a pattern would match both"]
    }

    private var cellLines: [String] {
        guard !request.balance.isEmpty else { return [] }
        var format = OutputFormatName.table.makeFormat()
        var text = TextBuffer()
        format.begin(columns: request.balance + ["available", "drawn", "short of its share"], into: &text)
        for cell in result.cells {
            let numbers = [cell.available, cell.drawn, cell.shortfall].map { SQLValue.integer(Int64($0)) }
            format.append(row: cell.values + numbers, into: &text)
        }
        format.end(into: &text)
        return text.text.split(separator: "\n").map(String.init)
    }

    private var markerLines: [String] {
        guard let counts = result.markers else { return [] }
        let lines = counts.markers.map { marker in
            "marker \(marker.name): \(count(marker.carried)) samples carry it, \(count(marker.absent)) have no value, "
                + "\(count(marker.dropped)) lost it by chance"
        }
        let rules = counts.rules.map { "drop-out by \($0.name): \(count($0.samples)) samples have this value" }
        let whole =
            "markers: \(count(counts.samples)) samples = \(count(counts.marked)) marked "
            + "+ \(count(counts.droppedWhole)) left without by chance + \(count(counts.unmarked)) without a marker left"
        let withoutText = counts.withoutText > 0 ? " + \(count(counts.withoutText)) without a text" : ""
        return lines + rules + [whole + withoutText]
    }

    private var account: String {
        let drawn = request.sample == nil ? "" : ", \(count(result.written)) drawn"
        let missing = (request.sample ?? 0) - result.written
        let shortage = missing > 0 ? " (\(count(missing)) fewer than asked for: there are no more)" : ""
        let files = result.files.count == 1 ? "1 file" : "\(count(result.files.count)) files"
        let seed = request.sample != nil || request.isShuffled || request.markers != nil ? ", seed \(request.seed)" : ""
        let rows = "\(count(result.selected)) \(result.selected == 1 ? "row" : "rows") selected\(drawn) = written"
        let record = isRecorded ? "; \(request.path).json tells how" : ""
        return "\(request.path): \(rows)\(shortage); \(files), \(Magnitude.bytes(result.bytes)) "
            + "in \(Magnitude.duration(result.elapsed.seconds))\(seed)\(record)"
    }

    private func count(_ number: Int) -> String { Magnitude.grouped(Int64(number)) }
}
