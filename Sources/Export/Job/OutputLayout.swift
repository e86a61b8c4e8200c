import Warehouse

/// The output columns: the exported ones, with the text with markers in place of the text or in a separate column.
struct OutputLayout {
    let columns: [ExportColumn]
    private let exported: Int
    private let marking: Marking?
    /// The position of the text with markers; at the end if it is the number of columns.
    private let markedPosition: Int

    /// - Throws: `ExportError.columnTwice` if the column for markers has the name of another.
    init(columns: [ExportColumn], exported: Int, textColumn: String?, marking: Marking?, options: MarkerOptions?) throws
    {
        var output = Array(columns[..<exported])
        self.exported = exported
        self.marking = marking
        let name = options?.column ?? textColumn ?? ""
        let place = output.firstIndex { $0.name.lowercased() == name.lowercased() }
        if options == nil {
            markedPosition = -1
        } else if let place {
            guard options?.column == nil else { throw ExportError.columnTwice(name) }
            output[place].kind = .text
            markedPosition = place
        } else {
            markedPosition = output.count
            output.append(ExportColumn(name: name, kind: .text))
        }
        self.columns = output
    }

    func batch(_ batch: ExportBatch) -> ExportBatch {
        var columns = Array(batch.columns[..<exported])
        if let marking {
            let texts = marking.texts(of: batch)
            if markedPosition < columns.count { columns[markedPosition] = texts } else { columns.append(texts) }
        }
        return ExportBatch(rowNumbers: batch.rowNumbers, columns: columns)
    }
}
