import EmbeddedFiles
import Facts
import Foundation

/// The Python process that speaks with a server. It is started when it is first needed, and again after it broke.
final class SparkBridge {
    /// What the bridge connects to.
    struct Opening {
        var address: SparkAddress
        var secrets: [(name: String, value: String)]
        var table: String
        var isParquet: Bool
    }

    private let opening: Opening
    private let environment: [String: String]
    private let checkInterrupt: () throws -> Void
    private var running: BridgeProcess?
    private(set) var receivedByteCount: Int64 = 0

    init(opening: Opening, environment: [String: String], checkInterrupt: @escaping () throws -> Void) {
        self.opening = opening
        self.environment = environment
        self.checkInterrupt = checkInterrupt
    }

    deinit { running?.end() }

    /// - Throws: `EngineError`.
    func ask<Reply: Decodable>(_ request: [String: String], as type: Reply.Type) throws -> Reply {
        let (head, _) = try answer(request)
        guard let reply = try? JSONDecoder().decode(Reply.self, from: head) else {
            throw broken("an answer is not JSON")
        }
        return reply
    }

    /// The table of a statement.
    ///
    /// - Parameter cube: the table that the statement reads as `cultivar_cube`.
    /// - Throws: `EngineError`.
    func table(_ sql: String, _ reader: ArrowTableReader, cube: String? = nil) throws -> Facts.RawTable {
        var request = ["do": "query", "sql": sql]
        request["cube"] = cube
        let (_, body) = try answer(request)
        receivedByteCount += Int64(body.count)
        do { return try reader.table(body) } catch let error as EngineError { throw error } catch {
            throw broken("\(error)")
        }
    }

    /// A column of a table that is sent to the server.
    struct Column: Encodable {
        var name: String
        var form: OutsideField.Form
        var values: RawColumn

        enum CodingKeys: CodingKey { case name, form, values }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(form, forKey: .form)
            switch values {
            case .texts: try container.encode((0..<values.count).map { values.text($0) }, forKey: .values)
            case .integers(let values): try container.encode(values, forKey: .values)
            case .reals(let values): try container.encode(values, forKey: .values)
            }
        }
    }

    /// Writes the rows of a statement, which may read the columns as a table.
    ///
    /// - Throws: `EngineError`.
    func write(_ sql: String, _ columns: [Column], to path: String) throws -> Int64 {
        struct Request: Encodable {
            var `do` = "write"
            var sql: String
            var path: String
            var columns: [Column]
        }
        struct Reply: Decodable { var rows: Int64 }
        let (head, _) = try answer(Request(sql: sql, path: path, columns: columns))
        guard let reply = try? JSONDecoder().decode(Reply.self, from: head) else {
            throw broken("an answer is not JSON")
        }
        return reply.rows
    }

    /// Writes the rows of a statement as the table of a cube.
    ///
    /// - Throws: `EngineError`.
    func write(_ sql: String, cube: String) throws -> Int64 {
        struct Reply: Decodable { var rows: Int64 }
        return try ask(["do": "cube", "sql": sql, "cube": cube], as: Reply.self).rows
    }

    private func answer(_ request: some Encodable) throws -> (head: Data, body: [UInt8]) {
        let process = try running ?? open()
        running = process
        do {
            return try exchange(request, process)
        } catch {
            if !process.isUsable { running = nil }
            throw error
        }
    }

    private func exchange(_ request: some Encodable, _ process: BridgeProcess) throws -> (head: Data, body: [UInt8]) {
        let (head, body) = try process.exchange(JSONEncoder().encode(request), checkInterrupt: checkInterrupt)
        guard let failure = try? JSONDecoder().decode(Failure.self, from: head) else {
            process.end()
            throw broken("an answer is not JSON")
        }
        if let kind = failure.error { throw error(kind, failure.message ?? "", process) }
        return (head, body)
    }

    private struct Failure: Decodable {
        var error: String?
        var message: String?
    }

    private func error(_ kind: String, _ message: String, _ process: BridgeProcess) -> EngineError {
        switch kind {
        case "missing": .noBridge(python: process.python, reason: message)
        case "unreachable": .unreachable(address: opening.address.withoutSecrets.text, reason: message)
        case "no table": .noTable(opening.table, reason: message)
        case "interrupted": .interrupted
        default: .refused(engine: SparkFacts.engineName, reason: message)
        }
    }

    private func broken(_ reason: String) -> EngineError { .broken(engine: SparkFacts.engineName, reason: reason) }

    // MARK: - Start

    /// The Pythons to try, as for figures: that of `CULTIVAR_PYTHON`, else the environments of `make setup-spark` and
    /// `make setup`, else that of the shell.
    private var pythons: [String] {
        if let given = environment["CULTIVAR_PYTHON"], !given.isEmpty { return [given] }
        let own = [".venv-spark/bin/python", ".venv/bin/python"]
        return own.filter { FileManager.default.isExecutableFile(atPath: $0) } + ["python3"]
    }

    private func open() throws -> BridgeProcess {
        guard let script = Self.script else { throw broken("the program carries no bridge") }
        struct Request: Encodable {
            var `do` = "open"
            var url: String
            var host: String
            var port: Int
            var table: String?
            var paths: [String]?
        }
        let paths = opening.table.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let request = Request(
            url: opening.address.adding(opening.secrets).text, host: opening.address.host, port: opening.address.port,
            table: opening.isParquet ? nil : opening.table, paths: opening.isParquet ? paths : nil)
        var last: EngineError?
        for python in pythons {
            let process = BridgeProcess(python: python, script: script)
            do {
                try process.start()
                _ = try exchange(request, process)
                return process
            } catch let error as EngineError {
                process.end()
                // Another Python may have what this one lacks.
                guard case .noBridge = error else { throw error }
                last = error
            } catch {
                process.end()
                throw error
            }
        }
        throw last ?? broken("there is no Python")
    }

    private static let script = EmbeddedFile.named("engines/spark_bridge.py")?.text
}
