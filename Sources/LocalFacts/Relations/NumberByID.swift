import Columns
import Parallel

/// A number for each sample of a fact table that a statement asks its scan for: how many rows with the sample's id a
/// query of ids has, a number that follows from the id, the place of the sample among others, or the number of its
/// list. It lasts as long as a statement runs.
final class NumberByID: CodedColumn {
    /// Where the numbers come from.
    private enum Source {
        /// One more than the number, by row group; row groups where it is 0 may be absent.
        case codes([Int64: CodeVector])
        case number(IDNumber)
        case places(RowPlaces)
    }

    /// As `.explain` tells it.
    let description: String
    private let source: Source
    private let greatest: Int64
    /// The codes of the row groups that were prepared last, of a number that follows from the id.
    private var prepared: [Int64: CodeVector] = [:]

    /// - Parameter codes: one more than the number, by row group; row groups where it is 0 may be absent.
    init(_ description: String, codes: [Int64: CodeVector]) {
        source = .codes(codes)
        self.description = description
        greatest = Int64(codes.values.map(\.greatestCode).max() ?? 1) - 1
    }

    init(_ number: IDNumber, lastID: Int64) {
        source = .number(number)
        description = number.encoded
        greatest = number.greatest(upTo: lastID)
    }

    init(_ places: RowPlaces, description: String) {
        source = .places(places)
        self.description = description
        greatest = places.greatest
    }

    func values() throws -> CodeValues { .numbers(upTo: max(0, greatest)) }

    func codes(in block: SampleBlock) throws -> CodeVector {
        switch source {
        case .codes(let codes): codes[block.group.id] ?? .constant(1, count: block.rowCount)
        case .number(let number):
            prepared[block.group.id] ?? number.codes(firstID: block.group.firstSampleID, count: block.rowCount)
        case .places(let places): try places.codes(of: block.group)
        }
    }

    func prepare(_ groups: [RowGroup]) throws {
        guard case .number(let number) = source else { return }
        let missing = groups.filter { prepared[$0.id] == nil }
        let made = try missing.concurrentMap { ($0.id, number.codes(firstID: $0.firstSampleID, count: $0.rowCount)) }
        prepared = prepared.filter { known in groups.contains { $0.id == known.key } }
        prepared.merge(made) { $1 }
    }

    func occurringCodes(in group: RowGroup) throws -> [UInt32]? {
        switch source {
        case .codes(let codes):
            switch codes[group.id] {
            case nil: [1]
            case .constant(let code, _): [code]
            default: nil
            }
        case .number(let number): number.soleCode(firstID: group.firstSampleID, count: group.rowCount).map { [$0] }
        case .places: nil
        }
    }

    /// No cube has it.
    func isIn(cubeOf columns: [ColumnDefinition.ID], _ group: RowGroup) throws -> Bool { false }

    func forgetRowGroups() {}
}
