import Columns
import SQLite

/// How many rows of a query of ids each sample of a fact table has. It lasts as long as a statement runs.
final class RowsByID: CodedColumn {
    let query: IDQuery
    /// One more than the number of rows, by row group; row groups without rows are absent.
    private let codes: [Int64: CodeVector]
    private let codeValues: [SQLValue]
    /// What the codes are in place of numbers of rows.
    private let number: IDNumber?

    /// As `.explain` tells it.
    var description: String { number?.encoded ?? "rows of \(query.description)" }

    init(_ query: IDQuery, codes: [Int64: CodeVector]) {
        self.query = query
        self.codes = codes
        number = nil
        let greatest = codes.values.map(\.greatestCode).max() ?? 1
        codeValues = [.null] + (0..<max(1, Int64(greatest))).map { .integer($0) }
    }

    /// A number that follows from the id, in place of the number of rows.
    init(_ query: IDQuery, _ number: IDNumber, lastID: Int64) {
        (self.query, self.number) = (query, number)
        codes = [:]
        codeValues = [.null] + (0...max(0, number.greatest(upTo: lastID))).map { .integer($0) }
    }

    func values() throws -> CodeValues { .values(codeValues) }

    func codes(in block: SampleBlock) throws -> CodeVector {
        number?.codes(of: block.group) ?? codes[block.group.id] ?? .constant(1, count: block.rowCount)
    }

    func occurringCodes(in group: RowGroup) throws -> [UInt32]? {
        if let number { return number.soleCode(of: group).map { [$0] } }
        return switch codes[group.id] {
        case nil: [1]
        case .constant(let code, _): [code]
        default: nil
        }
    }

    /// No cube has it.
    func isIn(cubeOf columns: [ColumnDefinition.ID], _ group: RowGroup) throws -> Bool { false }

    func forgetRowGroups() {}
}
