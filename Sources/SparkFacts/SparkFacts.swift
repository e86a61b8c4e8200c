import Facts
import Foundation

/// Groups and reads a table on a Spark Connect server, or one that speaks Spark's protocol.
public final class SparkFacts: FactWriter, CubeEngine {
    public static let engineName = "spark"
    /// The environment variable with the token of the server, which no store keeps.
    public static let tokenVariable = "CULTIVAR_SPARK_TOKEN"
    /// Rows that a statement may read one by one.
    public static let mostRows: Int64 = 10_000
    /// Combinations that one request may return: some hundred MB.
    var mostGroups = 16 << 20

    private let location: EngineLocation
    private let bridge: SparkBridge
    private let statement = EngineStatement(SparkDialect(), source: "cultivar_source")

    /// The server is asked when it is first needed.
    ///
    /// - Parameters:
    ///   - location: the address as ``SparkAddress``; the table as Spark names it, or paths with commas between them.
    ///   - checkInterrupt: throws if the running statement is to end.
    /// - Throws: `EngineError.unreachable` if the address is none.
    public init(
        _ location: EngineLocation, environment: [String: String] = ProcessInfo.processInfo.environment,
        checkInterrupt: @escaping () throws -> Void
    ) throws {
        self.location = location
        guard let address = location.address.flatMap(SparkAddress.init) else {
            throw EngineError.unreachable(
                address: location.address ?? "", reason: "an address is written sc://HOST:PORT")
        }
        let token = environment[Self.tokenVariable] ?? ""
        bridge = SparkBridge(
            opening: SparkBridge.Opening(
                address: address, secrets: token.isEmpty ? [] : [("token", token)], table: location.table,
                isParquet: location.isParquet),
            environment: environment, checkInterrupt: checkInterrupt)
    }

    public var name: String { Self.engineName }
    public var readsRowsInOneOrder: Bool { false }
    public var rowLimit: Int64? { Self.mostRows }
    public var receivedByteCount: Int64? { bridge.receivedByteCount }

    public func fields() throws -> [OutsideFieldDescription] {
        struct Reply: Decodable {
            struct Field: Decodable {
                var path: [String]
                var kind: String
                var type: String
            }
            var fields: [Field]
        }
        return try bridge.ask(["do": "fields"], as: Reply.self).fields.map { field in
            OutsideFieldDescription(
                path: field.path, kind: OutsideFieldDescription.Kind(rawValue: field.kind) ?? .other, type: field.type)
        }
    }

    public func snapshot() throws -> String {
        struct Reply: Decodable { var snapshot: String }
        return try bridge.ask(["do": "snapshot"], as: Reply.self).snapshot
    }

    public func groups(_ query: GroupQuery) throws -> RowGroups {
        try groups(query, statement(for: query), cube: nil)
    }

    private func groups(_ query: GroupQuery, _ statement: String, cube: String?) throws -> RowGroups {
        let sql = "\(statement) limit \(mostGroups + 1)"
        // Totals of integers come as texts, so that no digit is lost.
        let numbers = query.sums.flatMap { field in
            [OutsideField(path: field.path, form: field.form == .integer ? .text : .real), Self.count]
        }
        let reader = ArrowTableReader(
            fields: query.fields + [Self.count] + numbers,
            limit: (mostGroups, .tooManyGroups(table: location.table, limit: mostGroups)))
        var table = try bridge.table(sql, reader, cube: cube)
        let further = Array(table.columns[query.fields.count...])
        table.columns.removeSubrange(query.fields.count...)
        let counts = try integers(further[0])
        let sums = try query.sums.indices.map { place in
            RawSum(
                totals: try total(further[1 + 2 * place], query.sums[place]),
                known: try integers(further[2 + 2 * place]))
        }
        return RowGroups(table: table, counts: counts, sums: sums)
    }

    private static let count = OutsideField(path: ["row_count"], form: .integer)

    private func integers(_ column: RawColumn) throws -> [Int64] {
        guard case .integers(let values) = column else {
            throw EngineError.broken(engine: Self.engineName, reason: "an answer has no counts")
        }
        return values.map { $0 ?? 0 }
    }

    private func total(_ column: RawColumn, _ field: OutsideField) throws -> RawColumn {
        guard case .texts = column else { return column }
        return .integers(
            try (0..<column.count).map { row in
                guard let text = column.text(row) else { return nil }
                guard let number = Int64(text) else {
                    throw EngineError.tooLargeSum(table: location.table, field: field.name)
                }
                return number
            })
    }

    /// Rows from the first one on: a server defines no order.
    public func rows(_ query: RowQuery) throws -> RawTable {
        let most = query.rows.upperBound
        let excess = EngineError.broken(engine: Self.engineName, reason: "more than \(most) rows")
        return try bridge.table(
            statement.rows(query.fields, limit: most),
            ArrowTableReader(fields: query.fields, limit: (Int(most), excess)))
    }

    public func write(_ request: WriteRequest) throws -> Int64 {
        let own = Set(try fields().filter { $0.path.count == 1 }.map { $0.path[0].lowercased() })
        for (name, _) in request.columns where own.contains(name.lowercased()) {
            throw EngineError.takenName(table: location.table, name: name)
        }
        var columns = request.fields.enumerated().map { place, field in
            SparkBridge.Column(
                name: "field_\(place)", form: field.form, values: request.combinations.columns[place])
        }
        columns += request.columns.enumerated().map { place, column in
            SparkBridge.Column(name: "added_\(place)", form: column.values.form, values: column.values)
        }
        let isEmpty = request.combinations.rowCount == 0
        let sql = statement.chosenRows(
            request.fields, addedNames: request.columns.map(\.name),
            from: isEmpty ? Self.emptySelection(columns) : "cultivar_selection",
            drawn: isEmpty ? "false" : request.share.map { Self.draws($0, seed: request.seed) })
        return try bridge.write(sql, isEmpty ? [] : columns, to: request.path)
    }

    /// A table with the columns of a selection: a client cannot send a table without rows.
    private static func emptySelection(_ columns: [SparkBridge.Column]) -> String {
        let types: [OutsideField.Form: String] = [.integer: "bigint", .real: "double", .single: "double"]
        let values = columns.map { "cast(null as \(types[$0.form] ?? "string")) as \($0.name)" }
        return "(select \((values + ["1 as nothing"]).joined(separator: ", ")))"
    }

    /// A hash of a row's JSON text and the seed is uniform over 64 bits.
    private static func draws(_ share: Double, seed: Int64) -> String {
        let parts: Int64 = 1_000_000
        let bound = Int64((share * Double(parts)).rounded())
        return "pmod(xxhash64(to_json(struct(*)), cast(\(seed) as bigint)), \(parts)) < \(bound)"
    }

    public func statement(for query: GroupQuery) -> String { statement.groups(query) }

    // MARK: - Cubes

    public func write(_ cube: CubeTable) throws -> Int64 {
        try bridge.write(statement.cells(of: cube), cube: cube.name)
    }

    public func groups(_ query: GroupQuery, in cube: CubeTable) throws -> RowGroups {
        try groups(query, statement(for: query, in: cube), cube: cube.name)
    }

    public func statement(for query: GroupQuery, in cube: CubeTable) -> String {
        statement.groups(query, in: cube, table: "cultivar_cube")
    }
}
