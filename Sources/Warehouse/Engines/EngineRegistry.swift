import Facts
import PlainFacts
import SQLite
import SparkFacts

/// The engines that read tables outside the store. A new one is a line here.
enum EngineRegistry {
    private static let makers: [(name: String, make: @Sendable (EngineLocation, Connection) throws -> any FactEngine)] =
        [
            (PlainFacts.engineName, { try PlainFacts($0, besides: $1) }),
            (
                SparkFacts.engineName,
                { location, connection in
                    try SparkFacts(location) { [weak connection] in try connection?.checkInterrupt() }
                }
            ),
        ]

    /// The engine of a location.
    ///
    /// - Throws: `EngineError.unknownEngine`, and what the engine throws. It need not be reachable yet.
    static func engine(of location: EngineLocation, on connection: Connection) throws -> any FactEngine {
        guard let maker = makers.first(where: { $0.name == location.engine }) else {
            throw EngineError.unknownEngine(location.engine, known: makers.map(\.name))
        }
        return try maker.make(location, connection)
    }
}
