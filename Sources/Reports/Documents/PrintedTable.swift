import SQLite
import Warehouse

/// What a paper prints of a table: the columns for print, the constant ones in the note, a caption of the corpus, its
/// size, and the intervals.
struct PrintedTable {
    private(set) var table: PresentedTable
    let caption: String
    /// Sentences below the table, without columns that did not fit.
    private(set) var notes: [String]
    /// What is left out of a long table, as a sentence; nil if nothing is.
    let omission: String?

    /// More rows are no table of a paper.
    static let rowLimit = 200
    /// A table of as many rows fits a page, whatever rows its report has for print.
    static let pageRows = 40
    /// Behind the first cell of a row of few samples.
    static let mark = "†"

    /// - Parameter chosen: the names of columns, or `all`; nil for those that the report prints.
    init(_ complete: ReportResult, columns chosen: [String]?, corpus: String) {
        let (result, omission) = Self.rows(of: complete)
        self.omission = omission
        let whole = PresentedTable(result)
        let shown = Self.columns(of: result, chosen: chosen)
        let present = shown.compactMap { result.columns.firstIndex(of: $0) }
        let isChosen = chosen != nil
        // One value in all rows is a fact of the table, said once below it.
        let constants = isChosen || whole.rows.count < 2 ? [] : Self.constants(among: present, in: result, whole)
        let varying = present.filter { place in !constants.contains { $0.place == place } }
        table = whole.keeping(varying.isEmpty ? present : varying)
        let small = Self.smallRows(of: result)
        table.mark(rows: small, by: Self.mark)
        caption = Self.caption(of: result, corpus: corpus)
        notes = Self.notes(of: table, result, constants: varying.isEmpty ? [] : constants, hasSmallRows: !small.isEmpty)
    }

    private static func columns(of result: ReportResult, chosen: [String]?) -> [String] {
        if let chosen {
            if chosen == ["all"] { return result.columns }
            let known = chosen.filter(result.columns.contains)
            if !known.isEmpty { return known }
        }
        guard let printed = result.table.printed else { return result.columns }
        // What the intervals cover differs from row to row, so each row says it.
        guard let place = result.columns.firstIndex(of: "interval"), !printed.contains("interval"),
            Set(result.rows.map { $0[place] }.filter { $0 != .null }).count > 1
        else { return printed }
        return printed + ["interval"]
    }

    /// The columns with one value in all rows, and this value as the table has it; empty for none.
    private static func constants(
        among places: [Int], in result: ReportResult, _ whole: PresentedTable
    ) -> [(place: Int, value: String)] {
        places.compactMap { place in
            let values = Set(result.rows.map { $0[place] })
            guard values.count == 1 else { return nil }
            let intervals = IntervalColumns(result.columns)
            let ends = intervals.ends(of: result.columns[place])
            let hasInterval = ends.map { ends in result.rows.contains { $0[ends.low] != .null } } ?? false
            let column = whole.columns.firstIndex { $0.source == place }
            return hasInterval ? nil : (place, column.map { whole.rows[0][$0] } ?? "")
        }
    }

    private static func smallRows(of result: ReportResult) -> [Int] {
        guard let place = result.columns.firstIndex(of: SmallFlag.column) else { return [] }
        return result.rows.indices.filter { result.rows[$0][place] == 1 }
    }

    // MARK: - Rows

    /// The table with the rows that are printed, and what is left out.
    private static func rows(of complete: ReportResult) -> (ReportResult, omission: String?) {
        var result = complete
        var omission: String?
        let all = Rounding.grouped(Int64(complete.rows.count))
        if let choice = complete.table.printedRows, complete.rows.count > pageRows {
            result.rows = chosen(choice, of: complete)
            if result.rows.count < complete.rows.count {
                let kept = Rounding.grouped(Int64(result.rows.count))
                omission = "\(kept) of \(all) rows: \(sentence(of: choice, result, complete))."
            }
        }
        if result.rows.count > rowLimit {
            result.rows = Array(result.rows.prefix(rowLimit))
            omission =
                omission.map { "The first \(rowLimit) of these: \($0)" } ?? "The first \(rowLimit) of \(all) rows."
        }
        return (result, omission)
    }

    /// Which rows are printed, in words.
    private static func sentence(of choice: PrintedRows, _ result: ReportResult, _ complete: ReportResult) -> String {
        let groups = choice.groups.filter { group in
            result.columns.firstIndex(of: group).map { place in Set(result.rows.map { $0[place] }).count > 1 } ?? false
        }
        let each = groups.isEmpty ? "" : " of each \(groups.map(words).joined(separator: " and "))"
        let known = choice.known.map { "with known \(words(result.table.labels[$0] ?? $0))" }
        if let known, result.rows.count == withValues(choice, of: complete).count { return "those \(known)" }
        let kind =
            switch choice.choice {
            case .first: "the first \(choice.count)\(each)"
            case .ends: "the first \((choice.count + 1) / 2) and the last \(choice.count / 2)\(each)"
            case .spread: "\(choice.count)\(each), at equal distances"
            }
        return known.map { "\(kind) \($0)" } ?? kind
    }

    private static func chosen(_ choice: PrintedRows, of complete: ReportResult) -> [[SQLValue]] {
        let places = choice.groups.compactMap(complete.columns.firstIndex)
        let groups = Dictionary(grouping: withValues(choice, of: complete)) { row in
            places.map { complete.rows[row][$0] }
        }
        let kept = groups.values.flatMap { rows in choice.places(among: rows.count).map { rows[$0] } }
        return kept.sorted().map { complete.rows[$0] }
    }

    /// The rows that have a value where the choice wants one.
    private static func withValues(_ choice: PrintedRows, of complete: ReportResult) -> [Int] {
        guard let place = choice.known.flatMap(complete.columns.firstIndex) else { return Array(complete.rows.indices) }
        return complete.rows.indices.filter { complete.rows[$0][place] != .null }
    }

    // MARK: - Caption

    private static func caption(of result: ReportResult, corpus: String) -> String {
        let subject = result.table.caption ?? result.report.title
        let by = result.columns.contains("by") ? result.parameters["by"].flatMap { $0 == "null" ? nil : $0 } : nil
        var caption = subject + (by.map { ", by \(words($0))" } ?? "") + "."
        if !corpus.isEmpty { caption += " " + corpus + "." }
        if let condition = result.parameters["where"], condition != "null" {
            caption += " Only \(rows(of: result.report)) with \(condition)."
        }
        if let weight = result.parameters["weight"], weight != "n", weight != "null" {
            caption += " Weighted by \(words(weight))."
        }
        return caption
    }

    /// What the report's condition is on, in words.
    private static func rows(of report: ReportDefinition) -> String {
        for parameter in report.parameters where parameter.name == "where" {
            if case .condition(let relation) = parameter.kind { return words(relation) }
        }
        return "samples"
    }

    // MARK: - Notes

    private static func notes(
        of table: PresentedTable, _ result: ReportResult, constants: [(place: Int, value: String)],
        hasSmallRows: Bool
    ) -> [String] {
        var notes: [String] = []
        let facts = constants.compactMap { place, value -> String? in
            let name = result.columns[place]
            guard !value.isEmpty, name != SmallFlag.column else { return nil }
            return "\(words(name)) \(value)"
        }
        if !facts.isEmpty { notes.append("In all rows: \(facts.joined(separator: ", ")).") }
        if table.columns.contains(where: \.hasInterval), let interval = interval(of: result) { notes.append(interval) }
        if hasSmallRows, let meaning = small(result) { notes.append("\(mark) \(meaning).") }
        for column in table.columns {
            let name = result.columns[column.source]
            guard let definition = result.definition(of: name), definition.unit != nil || result.table.key == nil,
                let meaning = plain(definition.meaning, result)
            else { continue }
            notes.append("\(column.heading): \(meaning).")
        }
        return notes
    }

    /// What the brackets are.
    private static func interval(of result: ReportResult) -> String? {
        let level = result.parameters["level"].flatMap(Double.init) ?? 0.95
        let percent = level * 100
        let text = percent == percent.rounded() ? String(Int(percent)) : String(percent)
        var sentence = "Brackets: \(text) % confidence intervals"
        guard let place = result.columns.firstIndex(of: "interval") else { return sentence + "." }
        let kinds = Set(result.rows.compactMap { $0[place].text })
        let clusters = result.parameters["clusters"].map { words($0) + "s" } ?? "clusters"
        if kinds.count == 1 {
            switch kinds.first {
            case "clusters": sentence += " over \(clusters)"
            case "fixed": sentence += " for these \(clusters), which are taken as fixed"
            case "replicates": sentence += " by replicate weights"
            default: sentence += " over samples"
            }
        } else if kinds.count > 1 {
            sentence += "; clusters: over \(clusters); fixed: the \(clusters) are taken as fixed"
        }
        return sentence + "."
    }

    /// What rows of few samples are: what the header calls the column `small`, else its meaning; nil for a table that
    /// has no such column.
    static func small(_ result: ReportResult) -> String? {
        guard let meaning = result.table.labels[SmallFlag.column] ?? result.definition(of: SmallFlag.column)?.meaning
        else { return nil }
        var text = meaning.hasPrefix("1 where ") ? String(meaning.dropFirst("1 where ".count)) : meaning
        for ending in [", else 0", "; else 0"] {
            if let end = text.firstRange(of: ending) { text = String(text[..<end.lowerBound]) }
        }
        if let least = result.parameters["min_n"] { text = text.replacing("min_n", with: least) }
        return words(text)
    }

    /// That there is no row, and what it means, as a sentence.
    static func emptiness(of result: ReportResult) -> String {
        guard let meaning = result.table.emptiness else { return "None." }
        return "None: \(words(meaning.replacing("min_n", with: result.parameters["min_n"] ?? "min_n")))."
    }

    /// The meaning without what only the command line or the table itself needs; nil if nothing is left.
    private static func plain(_ meaning: String, _ result: ReportResult) -> String? {
        let first = meaning.prefix { $0 != ";" }
        let text = first.firstRange(of: ", or values of the column that --").map { first[..<$0.lowerBound] } ?? first
        guard !text.contains("--"), !text.contains("null") else { return nil }
        return words(String(text).replacing("min_n", with: result.parameters["min_n"] ?? "min_n"))
    }

    private static func words(_ text: String) -> String { text.replacing("_", with: " ") }
}
