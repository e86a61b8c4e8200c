/// How a CSV file is written and where its records begin, detected from its first bytes unless options say it.
struct CSVLayout {
    var writing: CSVWriting
    /// The evidence for the separator, if it was detected.
    var sniffer: SeparatorSniffer?
    /// Bytes before the header, or before the first record where there is none.
    var skippedBytes = 0
    var skippedLines = 0
    /// How many cells nearly all sampled records have, if they agree.
    var columnCount: Int?
    /// Whether the cells after the header's are empty in records with that many cells.
    var surplusIsEmpty = false

    private static let sampledRecords = 200
    /// A header comes after so many lines at most.
    private static let mostLinesAbove = 50

    /// Examines the first bytes of `window`, whose position does not change.
    init(_ window: InputWindow, _ options: CSVOptions, name: String) throws(ReadError) {
        _ = window.fill(atLeast: SeparatorSniffer.sampleBytes)
        let count = min(window.count, SeparatorSniffer.sampleBytes)
        let sample = Sample(
            bytes: Array(UnsafeBufferPointer(start: window.text, count: count)),
            isWhole: window.isAtEnd && count == window.count)
        let quote: UInt8? = if case .doubled(let byte) = options.quote { byte } else { nil }
        // A quote that escapes a quote is a doubled one.
        let escape = options.escape == quote ? nil : options.escape
        writing = CSVWriting(
            separator: [UInt8(ascii: ",")], quote: quote, escape: escape, comment: options.comment)
        skip(lines: options.skip ?? 0, of: sample)
        let named = options.longSeparator ?? options.separator.map { [$0] }
        let line = sample.separatorLine(from: skippedBytes)
        if line != nil { skip(lines: 1, of: sample) }
        let isTabbed = ["tsv", "tab"].contains(FormatDetection.fileExtension(name))
        if let separator = named ?? line {
            writing.separator = separator
        } else if isTabbed {
            writing.separator = [UInt8(ascii: "\t")]
        } else {
            let found = SeparatorSniffer(sample.bytes[skippedBytes...], isWhole: sample.isWhole, quote: options.quote)
            sniffer = found
            writing.separator = [found.choice]
        }
        try check()
        findWriting(sample, isGiven: named != nil || line != nil || isTabbed)
        findHeader(sample, options)
    }

    /// Throws ``ReadError/badSeparator(_:)`` or ``ReadError/badQuote(_:)`` if bytes cannot have this role.
    private func check() throws(ReadError) {
        guard let first = writing.separator.first else { throw .badSeparator(0) }
        try CSVDialect(separator: first, quote: writing.quote.map(CSVOptions.Quote.doubled) ?? .none).check()
        for byte in writing.separator where byte == 0x0A || byte == 0x0D || byte == writing.quote {
            throw .badSeparator(byte)
        }
    }

    private mutating func skip(lines: Int, of sample: Sample) {
        for _ in 0..<lines {
            skippedBytes = sample.endOfLine(from: skippedBytes)
            skippedLines += 1
        }
    }

    /// Uses another way of writing if it explains more of the records.
    private mutating func findWriting(_ sample: Sample, isGiven: Bool) {
        var best = Score(records(of: sample, writing))
        if writing.escape == nil, let quote = writing.quote, best.stray > 0,
            sample.contains([UInt8(ascii: "\\"), quote])
        {
            var escaped = writing
            escaped.escape = UInt8(ascii: "\\")
            let score = Score(records(of: sample, escaped))
            if score.stray < best.stray, score.strength >= best.strength { (writing, best) = (escaped, score) }
        }
        guard !isGiven else { return }
        let comma = UInt8(ascii: ",")
        let names = records(of: sample, writing).first?.record.cells.count ?? 0
        if writing.separator == [comma], best.columns > 1, names > 1 {
            var spaced = writing
            spaced.separator = [comma, UInt8(ascii: " ")]
            let score = Score(records(of: sample, spaced))
            let allSpaced = best.spacedCells == best.laterCells || score.quoted > best.quoted
            if allSpaced, score.columns > 1, score.strength >= best.strength { (writing, best) = (spaced, score) }
        }
        if writing.quote == UInt8(ascii: "\""), best.quoted == 0, best.strength < 1 {
            var single = writing
            single.quote = UInt8(ascii: "'")
            let score = Score(records(of: sample, single))
            // An apostrophe in a quoted cell does not end it, but then most records must be quoted and agree.
            let isSure =
                score.stray == 0 ? score.quoted > 0 : score.quoted * 2 > score.records && score.strength >= 0.9
            if isSure, score.columns > 1, score.strength > best.strength { (writing, best) = (single, score) }
        }
        for byte in [0x01, 0x1F, UInt8(ascii: "^"), UInt8(ascii: "~"), UInt8(ascii: " ")] as [UInt8]
        where best.columns < 2 || best.strength < 0.9 && byte == UInt8(ascii: " ") {
            var other = writing
            other.separator = [byte]
            let score = Score(records(of: sample, other))
            let isSure = byte != UInt8(ascii: " ") || score.quoted > 0 && score.records > 2
            if score.columns > 1, score.strength == 1, score.stray == 0, score.records > 1, isSure {
                (writing, best) = (other, score)
            }
        }
        guard names == 1, best.columns < 2 || best.strength < 0.9 else { return }
        var spaced = writing
        spaced.separator = [UInt8(ascii: " ")]
        if isSeparatedByBlanks(records(of: sample, spaced)) { writing = spaced }
    }

    /// Whether records that are split at blanks have at least as many cells as the first one, although blanks split
    /// unquoted cells as well: nearly all have quotes, and a third has neither too few nor too many cells.
    private func isSeparatedByBlanks(_ records: [SampledRecord]) -> Bool {
        guard let header = records.first, header.looksLikeHeader, header.record.quoted == 0 else { return false }
        let columns = header.record.cells.count
        let below = records.dropFirst()
        guard columns > 3, below.count > 2, below.allSatisfy({ $0.record.cells.count >= columns }) else { return false }
        let quoted = below.count { $0.record.quoted > 0 }
        let agreeing = below.count { $0.record.cells.count == columns }
        return quoted * 10 >= below.count * 9 && agreeing * 3 >= below.count
    }

    /// Finds the first record that can be a header below lines of another kind, and how many cells the records below it
    /// have.
    private mutating func findHeader(_ sample: Sample, _ options: CSVOptions) {
        let records = records(of: sample, writing)
        var columns = Score(records).columns
        var header = 0
        if options.header == .firstRecord, options.skip == nil, let found = Self.headerAfterBlank(records) {
            header = found
            columns = records[found].record.cells.count
            skippedLines += sample.lines(from: skippedBytes, to: records[found].start)
            skippedBytes = records[found].start
        } else if options.header == .firstRecord, options.skip == nil, columns > 1,
            let found = records.prefix(Self.mostLinesAbove).indices.first(where: { index in
                records[index].record.cells.count == columns && records[index].looksLikeHeader
                    || index == 0 && !records[0].isAbove(columns: columns)
            }), found > 0, records[..<found].allSatisfy({ $0.isAbove(columns: columns) || records[found].isAfterBlank })
        {
            let below = records[(found + 1)...]
            let agreeing = below.count { $0.record.cells.count == columns }
            if below.isEmpty ? records[found].isAfterBlank : agreeing * 10 >= below.count * 9 {
                header = found
                skippedLines += sample.lines(from: skippedBytes, to: records[found].start)
                skippedBytes = records[found].start
            }
        }
        let below = options.header == .firstRecord ? records.dropFirst(header + 1) : records[...]
        let agreeing = below.filter { $0.record.cells.count == columns }
        guard agreeing.count > 1, agreeing.count * 10 >= below.count * 9 else { return }
        columnCount = columns
        let width = records[header].record.cells.count
        surplusIsEmpty = agreeing.allSatisfy { $0.record.cells.dropFirst(width).allSatisfy(\.isEmpty) }
    }

    /// The first record after a blank line that can be a header, if the lines above are neither a header nor data of
    /// its columns.
    private static func headerAfterBlank(_ records: [SampledRecord]) -> Int? {
        records.prefix(mostLinesAbove).indices.dropFirst().first { index in
            let columns = records[index].record.cells.count
            guard records[index].isAfterBlank, columns > 1, records[index].looksLikeHeader else { return false }
            let above = records[..<index]
            let below = records[(index + 1)...]
            guard !below.isEmpty else { return false }
            let agreeing = below.count { $0.cellsToLastFilled == columns || $0.record.cells.count == columns }
            if above.allSatisfy({ $0.isAbove(columns: columns) }) { return agreeing * 2 >= below.count }
            let full = below.count { $0.record.cells.count == columns && !$0.endsEmpty }
            return full * 10 >= below.count * 9 && above.allSatisfy { $0.isAbove(columns: columns) || $0.endsEmpty }
        }
    }

    private func records(of sample: Sample, _ writing: CSVWriting) -> [SampledRecord] {
        sample.records(writing, from: skippedBytes, limit: Self.sampledRecords)
    }

    /// A record of the sample.
    private struct SampledRecord {
        var start: Int
        var record: CSVWriting.Record
        /// Whether there is a blank line above.
        var isAfterBlank: Bool

        /// Whether its last cell is empty, since spreadsheets pad shorter lines.
        var endsEmpty: Bool { record.cells.last?.isEmpty ?? true }

        var cellsToLastFilled: Int { (record.cells.lastIndex { !$0.isEmpty } ?? -1) + 1 }

        private var filledCells: Int { record.cells.count { !$0.allSatisfy { $0 == UInt8(ascii: " ") } } }

        /// Whether it can be a line above the header of a file with so many columns.
        func isAbove(columns: Int) -> Bool {
            record.cells[0].first == UInt8(ascii: "#") && (record.cells.count != columns || !looksLikeHeader)
                || record.cells.count <= max(1, columns / 2) || filledCells <= columns / 2 && columns > 2
        }

        /// Whether the cells can be names: only the first may be empty, none is a number, none occurs twice, and none
        /// begins with a blank, as in prose.
        var looksLikeHeader: Bool {
            Set(record.cells).count == record.cells.count
                && record.cells.enumerated().allSatisfy { index, cell in
                    (index == 0 || !cell.isEmpty) && cell.count <= 128 && cell.first != UInt8(ascii: " ")
                        && !CSVNumber.isNumber(String(decoding: cell, as: UTF8.self))
                }
        }
    }

    /// The records as read under one way of writing.
    private struct Score {
        var columns = 0
        var records = 0
        /// Records with a quote that does not end its cell.
        var stray = 0
        var quoted = 0
        /// Cells after the first of their record, and those of them that begin with a blank.
        var laterCells = 0
        var spacedCells = 0
        private var agreeing = 0

        /// The share of records with the most frequent number of cells.
        var strength: Double { records == 0 ? 0 : Double(agreeing) / Double(records) }

        init(_ sampled: [SampledRecord]) {
            var frequency: [Int: Int] = [:]
            for sample in sampled {
                records += 1
                frequency[sample.record.cells.count, default: 0] += 1
                if sample.record.hasStrayQuote { stray += 1 }
                quoted += sample.record.quoted
                for cell in sample.record.cells.dropFirst() where !cell.isEmpty {
                    laterCells += 1
                    if cell.first == UInt8(ascii: " ") { spacedCells += 1 }
                }
            }
            let best = frequency.max { ($0.value, $0.key) < ($1.value, $1.key) }
            columns = best?.key ?? 0
            agreeing = best?.value ?? 0
        }
    }

    /// The first bytes of the file.
    private struct Sample {
        var bytes: [UInt8]
        var isWhole: Bool

        func endOfLine(from start: Int) -> Int {
            guard let end = bytes[min(start, bytes.count)...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
                return bytes.count
            }
            return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
        }

        func lines(from start: Int, to end: Int) -> Int {
            var lines = 0
            var position = start
            while position < end {
                position = endOfLine(from: position)
                lines += 1
            }
            return lines
        }

        /// The separator that a line `sep=;` names, as spreadsheets write it above the header.
        func separatorLine(from start: Int) -> [UInt8]? {
            let line = bytes[start..<endOfLine(from: start)]
                .filter { $0 != 0x0A && $0 != 0x0D }
            let text = String(decoding: line, as: UTF8.self)
            guard let match = text.wholeMatch(of: /(?i)"?sep=(.|\\t)"?;*,*/) else { return nil }
            return match.1 == "\\t" ? [UInt8(ascii: "\t")] : Array(match.1.utf8)
        }

        func contains(_ pair: [UInt8]) -> Bool {
            bytes.indices.dropLast().contains { bytes[$0] == pair[0] && bytes[$0 + 1] == pair[1] }
        }

        func records(_ writing: CSVWriting, from start: Int, limit: Int) -> [SampledRecord] {
            var records: [SampledRecord] = []
            var position = start
            var isAfterBlank = false
            bytes.withUnsafeBufferPointer { text in
                while position < text.count, records.count < limit {
                    guard let record = writing.record(text, from: position, isFinal: isWhole) else { return }
                    if record.isBlank {
                        isAfterBlank = true
                    } else if !record.isComment {
                        records.append(SampledRecord(start: position, record: record, isAfterBlank: isAfterBlank))
                        isAfterBlank = false
                    }
                    position = record.end
                }
            }
            return records
        }
    }
}
