/// Describes the first records of a CSV file.
enum CSVProbe {
    static func describe(_ input: OpenedInput, records: Int, in description: inout FileDescription) throws(ReadError) {
        let csv = try CSVInput(input)
        let names = csv.header.names
        let scanner = csv.framing.scanner
        var tally = FieldTally()
        let paths = names.map { FieldPath(key: $0) }
        for path in paths { _ = tally.index(of: path) }
        var firstRecord = csv.headerCells
        while description.recordsRead < records {
            guard let next = next(csv) else {
                description.isComplete = input.window.failure == nil
                break
            }
            description.recordsRead += 1
            switch next {
            case .failure(let reject):
                var reject = reject
                reject.recordNumber = Int64(description.recordsRead)
                description.rejects.append(reject)
            case .success(let end):
                let cells = (0..<min(names.count, scanner.cells.count)).map {
                    scanner.string(ofCell: $0, in: input.window.text)
                }
                if firstRecord == nil { firstRecord = cells }
                for (path, cell) in zip(paths, cells) {
                    tally.add(cell, .string, at: path, record: description.recordsRead)
                }
                input.window.advance(end)
            }
        }
        description.fields = tally.fields
        description.csv = CSVDescription(
            separator: csv.separator, skippedLines: csv.skippedLines, separatorEvidence: csv.sniffer,
            columnNames: names,
            headerEvidence: evidence(firstRecord ?? names, isHeader: csv.headerCells != nil, tally.fields))
    }

    private enum Next {
        case success(end: Int)
        case failure(Reject)
    }

    /// The next record, which stays at the window's start, if it has as many cells as there are columns.
    private static func next(_ csv: CSVInput) -> Next? {
        switch csv.framing.next(in: csv.window) {
        case .end: return nil
        case .reject(let frame, _): return .failure(frame.reject(recordNumber: 0, column: nil))
        case .record(let count, let end):
            let found = csv.framing.scanner.cells.count
            let expected = csv.header.names.count
            if found == expected || found == csv.shortRecordCells { return .success(end: end) }
            let surplus = expected..<max(expected, found)
            if !surplus.isEmpty, surplus.allSatisfy({ csv.framing.scanner.cells[$0].length == 0 }) {
                return .success(end: end)
            }
            let frame = RejectedFrame(csv.window, count: count, .cellCount(expected: expected, found: found))
            csv.window.advance(end)
            return .failure(frame.reject(recordNumber: 0, column: nil))
        }
    }

    /// Compares the first record with the values below it. These include the record itself if it was not read as the
    /// header.
    private static func evidence(_ cells: [String], isHeader: Bool, _ fields: [FieldDescription]) -> HeaderEvidence {
        var unlikely: [Int] = []
        var above: [Int] = []
        for (column, cell) in cells.enumerated() {
            let isRepeated = cells[..<column].contains(cell)
            let isNumber = CSVNumber.isNumber(cell)
            if isNumber || cell.isEmpty || isRepeated { unlikely.append(column) }
            guard column < fields.count, !isNumber, !cell.isEmpty else { continue }
            let field = fields[column]
            let values = field.valueCount - field.emptyValues - (isHeader ? 0 : 1)
            if values > 0 && field.numericValues == values { above.append(column) }
        }
        return HeaderEvidence(firstRecord: cells, unlikelyNames: unlikely, namesAboveNumbers: above)
    }
}
