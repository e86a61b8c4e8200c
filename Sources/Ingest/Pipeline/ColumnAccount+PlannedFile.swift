import Readers
import Warehouse

extension ColumnAccount {
    /// - Parameter planned: the file as it was loaded.
    init(_ planned: PlannedFile, widened: [WidenedColumn], missingWords: [String: Int64]) {
        self.init()
        self.widened = widened
        self.missingWords = missingWords
        for field in planned.proposal?.fields ?? [] where field.column == nil && field.hasValues {
            leftOut.append(FieldReason(field: field.path.description, reason: field.evidence))
        }
        for field in planned.proposal?.fields ?? [] {
            guard let column = field.column, let name = field.path.name.map(ColumnNaming.normalized),
                ColumnNaming.isReserved(name), column.hasPrefix("\(name)_value")
            else { continue }
            renamed[field.path.description] = column
        }
        for field in planned.proposal?.fields ?? [] where field.hasDecimalCommas {
            guard let column = field.column, let example = field.examples.first(where: { $0.contains(",") }) else {
                continue
            }
            decimalCommas[column] = example
        }
        guard planned.proposal?.format == .csv else { return }
        let names = (planned.proposal?.fields ?? []).compactMap(\.path.name)
        doubtfulNames = names.filter { name in
            let isYear = Int(name).map { (1000...2100).contains($0) } ?? false
            return (Double(name) != nil && !isYear) || name.utf8.count > Self.longestName
        }
        // Where most names are words, a number is a name, too; and many numbers are those of questions.
        if doubtfulNames.count * 2 < names.count || doubtfulNames.count == names.count && names.count > 9 {
            doubtfulNames = []
        }
    }

    /// Names of columns are shorter, in bytes.
    private static let longestName = 100
}

extension ColumnAccount {
    /// The same as the store keeps it.
    var notes: [FieldNote] {
        let changed = changes.map { change in
            FieldNote(
                field: change.column, column: change.column, outcome: change.from == nil ? .added : .widened,
                detail: change.from.map { "from \($0) to \(change.to), from record \(change.record) on" }
                    ?? "\(change.to), from record \(change.record) on")
        }
        let stored = widened.map { column in
            FieldNote(
                field: column.name, column: column.name, outcome: .widenedInStore,
                detail: "from \(column.from.rawValue) to \(column.to.rawValue), "
                    + "\(column.rewrittenRows) rows written again")
        }
        let missing = missingWords.sorted { $0.key < $1.key }.map { column, count in
            FieldNote(field: column, column: column, outcome: .missing, detail: "\(count) words such as NA")
        }
        let absent = leftOut.map { FieldNote(field: $0.field, column: nil, outcome: .leftOut, detail: $0.reason) }
        return changed + stored + missing + absent
    }
}
