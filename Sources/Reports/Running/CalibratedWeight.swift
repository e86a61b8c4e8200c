import Foundation
import SQLite
import Statistics
import Tabular
import Warehouse

/// The factor by which the weights of samples are multiplied so that they have known margins, as SQL.
///
/// Raking (Deville and Särndal 1992): the factor is a product of one number for each margin, so its SQL is a product of
/// `case` expressions, and statements still collapse. The sum of the weights stays what it was. One margin over several
/// columns is post-stratification.
struct CalibratedWeight {
    let sql: String

    /// - Parameters:
    ///   - weight: the weight of a row of `relation` before calibration, as SQL; null if a sample has none.
    ///   - condition: which samples are counted.
    /// - Throws: `ReportError.margins`; `SQLError`.
    ///
    /// Cost: one statement that groups by all columns of the margins, and `Calibration`.
    init(
        to margins: [KnownMargin], weight: String, of relation: String, where condition: String, option: String,
        connection: Connection
    ) throws {
        var columns: [String] = []
        for column in margins.flatMap(\.columns) where !columns.contains(column) { columns.append(column) }
        let names = columns.map(SQLName.quoted).joined(separator: ", ")
        let places = columns.indices.map { String($0 + 1) }.joined(separator: ", ")
        let rows = try connection.rows(
            "select \(names), sum(\(weight)) from \(relation) where \(condition) group by \(places) order by \(places)")
        var (cells, counts) = ([[Int]](), [Double]())
        var values: [[Int: [SQLValue]]] = margins.map { _ in [:] }
        for row in rows {
            guard let count = row[columns.count].number, count > 0 else { continue }
            var cell: [Int] = []
            for (number, margin) in margins.enumerated() {
                let own = margin.columns.map { name in columns.firstIndex(of: name).map { row[$0] } ?? .null }
                let category = own.map(\.plainText)
                guard let place = margin.place(of: category) else {
                    throw ReportError.margins(
                        option: option, table: margin.table, problem: .missingCategory(margin.text(of: category)))
                }
                values[number][place] = own
                cell.append(place)
            }
            cells.append(cell)
            counts.append(count)
        }
        for (number, margin) in margins.enumerated() {
            for (place, size) in margin.sizes.enumerated() where size > 0 && values[number][place] == nil {
                throw ReportError.margins(
                    option: option, table: margin.table,
                    problem: .emptyCategory(margin.text(of: margin.categories[place])))
            }
        }
        let multipliers: [[Double]]
        do {
            multipliers = try Calibration(
                cells: cells, counts: counts, margins: margins.map(\.sizes), distance: .raking
            ).multipliers
        } catch {
            throw ReportError.margins(
                option: option, table: margins.map(\.table).joined(separator: ","), problem: .contradiction)
        }
        sql = margins.indices.map { number in
            let cases = values[number].sorted { $0.key < $1.key }.map { place, own in
                let tests = zip(margins[number].columns, own).map {
                    "\(SQLName.quoted($0)) is \(InsertFormat.literal($1))"
                }
                return "when \(tests.joined(separator: " and ")) then \(exp(multipliers[number][place]))"
            }
            return "case \(cases.joined(separator: " ")) end"
        }.map { "(\($0))" }.joined(separator: " * ")
    }
}
