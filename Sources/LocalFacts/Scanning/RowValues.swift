import Functions
import Columns
import SQLite

/// The used columns of one row group, decoded, for output to SQLite row by row.
///
/// It and its columns are classes, so that a value is read without a copy of what holds it.
final class RowValues {
    /// A used column of the row group.
    private enum Vector {
        case sampleID
        case codes(Codes)
        case integers(IntegerVector?)
        case reals(RealVector?)
        case texts(TextReader)
        case textLengths(TextReader, TextUnit)
        /// One more than the length of each text, 0 for null.
        case storedLengths(CodeVector)
        case one
        case mentions([UInt32]?)
        case known(IntegerVector?, RealVector?)
        case lengths(CodeVector)
        /// 1 where there is a code.
        indirect case present(Vector)
        /// No list where the row group does not have the column.
        case lists(ListVector?, CodeValues)
        /// The values of an expression.
        case computed([UInt32], DistinctValues)
        case unused
        case random
    }

    /// Codes of a dictionary: most columns of most statements.
    private final class Codes {
        private let codes: CodeVector
        private let values: CodeValues
        private let isOfSample: Bool

        init(_ codes: CodeVector, _ values: CodeValues, _ level: CollapseBatch.Level) {
            (self.codes, self.values, isOfSample) = (codes, values, level == .sample)
        }

        func isPresent(sample: Int, element: Int) -> Bool { codes[isOfSample ? sample : element] != 0 }

        func put(sample: Int, element: Int, into result: ResultContext) {
            result.set(codes[isOfSample ? sample : element], of: values)
        }
    }

    private final class Column {
        private let vector: Vector
        private let firstSampleID: Int64

        init(_ vector: Vector, _ group: RowGroup) { (self.vector, firstSampleID) = (vector, group.firstSampleID) }

        func put(sample: Int, element: Int, into result: ResultContext) throws {
            switch vector {
            case .sampleID: result.set(firstSampleID + Int64(sample))
            case .codes(let codes): codes.put(sample: sample, element: element, into: result)
            case .integers(let vector):
                if let value = vector?[sample] { result.set(value) } else { result.setNull() }
            case .reals(let vector):
                if let value = vector?[sample] { result.set(value) } else { result.setNull() }
            case .texts(let reader):
                try reader.withBytes(ofRow: sample) { bytes in
                    if let bytes { result.set(text: bytes) } else { result.setNull() }
                }
            case .textLengths(let reader, let unit):
                try reader.withBytes(ofRow: sample) { bytes in
                    if let bytes { result.set(Int64(unit.length(of: bytes))) } else { result.setNull() }
                }
            case .storedLengths(let lengths):
                if lengths[sample] == 0 { result.setNull() } else { result.set(Int64(lengths[sample]) - 1) }
            case .one: result.set(Int64(1))
            case .mentions(let mentions): result.set(Int64(mentions?[element] ?? 1))
            case .known(let integers, let reals):
                result.set(Int64(integers?[sample] != nil || reals?[sample] != nil ? 1 : 0))
            case .lengths(let lengths): result.set(1 / Double(lengths[sample]))
            case .present(.codes(let codes)):
                result.set(Int64(codes.isPresent(sample: sample, element: element) ? 1 : 0))
            case .present: result.setNull()
            case .lists(nil, _): result.setNull()
            case .lists(let lists?, let values): JSONArrayText(lists, sample: sample, of: values).set(result)
            case .computed(let codes, let values): values.set(codes[sample], into: result)
            case .unused: result.setNull()
            case .random: result.set(Int64(bitPattern: SQLiteRandomness().next()))
            }
        }
    }

    let group: RowGroup
    /// By position in the relation; nil for those that are not used.
    private let used: [Column?]

    /// - Parameter columns: positions in the relation.
    /// - Throws: `StoreError`, `SQLError`.
    init(_ relation: Relation, columns: [Int], group: RowGroup, selector: RowSelector) throws {
        self.group = group
        var used = [Column?](repeating: nil, count: relation.columns.count)
        for position in columns {
            let vector = try RowValues.vector(relation.columns[position].content, relation, group, selector)
            used[position] = Column(vector, group)
        }
        self.used = used
    }

    private static func vector(
        _ content: RelationColumn.Content, _ relation: Relation, _ group: RowGroup, _ selector: RowSelector
    ) throws -> Vector {
        let block = SampleBlock(group)
        switch content {
        case .sampleID: return .sampleID
        case .coded(let column): return .codes(Codes(try column.codes(in: block), try column.values(), .sample))
        case .element(let column): return .codes(Codes(try column.codes(in: block), try column.values(), .element))
        case .integer(let column): return .integers(try selector.reader.integers(column, group))
        case .real(let column): return .reals(try selector.reader.reals(column, group))
        case .text(let column), .extreme(let column, _):
            return .texts(try TextReader(connection: selector.connection, column: column, group: group))
        case .perRow(let count): return try vector(count, relation, group, selector)
        case .count: return .one
        case .mentions: return .mentions(try relation.element?.list(in: block).mentions)
        case .weight: return .lengths(try relation.element?.lengths(in: block) ?? .constant(1, count: group.rowCount))
        case .known(.column(let column)) where column.kind == .real:
            return .known(nil, try selector.reader.reals(column, group))
        case .known(let measure): return .known(try selector.reader.integers(measure, group), nil)
        case .sum(.column(let column)) where column.kind == .real:
            return .reals(try selector.reader.reals(column, group))
        case .sum(let measure): return .integers(try selector.reader.integers(measure, group))
        case .distinct(let counted): return .present(try vector(counted, relation, group, selector))
        case .length(let column, let unit):
            if unit == .characters, let lengths = try selector.reader.storedLengths(column, group) {
                return .storedLengths(lengths)
            }
            // Of a few rows, one block has to be read.
            return .textLengths(
                try TextReader(connection: selector.connection, column: column, group: group), unit)
        case .list(let source):
            return .lists(try source.isPresent(in: group) ? source.list(in: block) : nil, try source.values())
        case .computed(_, let expression?):
            var values = DistinctValues()
            let codes = try values.codes(of: expression, group, samples: nil, selector.connection)
            return .computed(codes, values)
        case .extremeNumber(.id, _): return .sampleID
        case .extremeNumber(.column(let column), _) where column.kind == .real:
            return .reals(try selector.reader.reals(column, group))
        case .extremeNumber(.column(let column), _): return .integers(try selector.reader.integers(column, group))
        case .numberByID(_, let column?):
            return .codes(Codes(try column.codes(in: block), try column.values(), .sample))
        case .computed, .expression, .numberByID, .queries, .firstRows: return .unused
        case .random: return .random
        }
    }

    /// Puts a column of a row, by its position in the relation; null for one that is not used.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func put(_ position: Int, sample: Int, element: Int, into result: ResultContext) throws {
        guard used.indices.contains(position), let column = used[position] else { return result.setNull() }
        try column.put(sample: sample, element: element, into: result)
    }
}
