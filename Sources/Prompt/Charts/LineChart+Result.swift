import Reports
import Tabular
import Warehouse

extension LineChart {
    /// The chart of columns of a result: x with numbers or names, y with numbers, and optionally a series for each
    /// value of a third column. Rows without x or y are left out.
    init(points result: KeptResult, x: Int, y: Int, series column: Int?, isScatter: Bool = false) {
        let isNumeric = result.rows.allSatisfy { $0[x].number != nil || $0[x] == .null }
        var names: [String] = []
        var order: [String] = []
        var points: [String: [(x: Double, y: Double)]] = [:]
        for row in result.rows {
            guard let height = row[y].number else { continue }
            let key = column.map { row[$0].plainText ?? "NULL" } ?? ""
            var across = row[x].number
            if !isNumeric {
                let name = row[x].plainText ?? "NULL"
                if !names.contains(name) { names.append(name) }
                across = names.firstIndex(of: name).map(Double.init)
            }
            guard let across else { continue }
            if points[key] == nil { order.append(key) }
            points[key, default: []].append((across, height))
        }
        self.init(
            series: order.map { key in
                let own = points[key] ?? []
                return Series(name: key, points: isScatter ? own : own.sorted { $0.x < $1.x })
            }, names: names, isScatter: isScatter)
    }
}
