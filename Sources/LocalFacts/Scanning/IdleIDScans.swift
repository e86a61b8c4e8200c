/// Scans by id that no cursor uses, with the row groups that they have decoded.
///
/// SQLite opens a cursor of a correlated sub-query again for each row of the outer query.
struct IdleIDScans {
    private struct Use: Hashable {
        let relation: ObjectIdentifier
        let columns: [Int]
    }

    private var scans: [Use: IDScan] = [:]

    /// - Parameter columns: positions in the relation.
    mutating func take(_ relation: Relation, columns: [Int]) -> IDScan? {
        scans.removeValue(forKey: Use(relation: ObjectIdentifier(relation), columns: columns))
    }

    mutating func keep(_ scan: IDScan) {
        scan.leave()
        scans[Use(relation: ObjectIdentifier(scan.relation), columns: scan.columns)] = scan
    }

    mutating func removeAll() { scans = [:] }
}
