/// A number of a sample, whose least and greatest a scan finds.
enum SampleNumber: Hashable {
    case id
    case column(ColumnDefinition)

    var isReal: Bool { if case .column(let column) = self { column.kind == .real } else { false } }
}
