/// Why a cube cannot be written.
public enum CubeRequestError: Error, Sendable, Equatable {
    case noColumn(String, known: [String])
    case text(String)
    case noFields(String)
    case noWriter(engine: String)
}

extension CubeRequestError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noColumn(let name, let known):
            "--cube-table: the table has no column \(name) (it has \(known.joined(separator: ", ")))"
        case .text(let name):
            "--cube-table: \(name) is a text, and a cube has tags and numbers"
        case .noFields(let table):
            "--cube-table: \(table) would have no column that differs between rows"
        case .noWriter(let engine):
            "--cube-table: engine \(engine) writes no tables"
        }
    }
}
