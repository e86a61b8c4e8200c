import SQLite
import Warehouse

extension Statement {
    /// Binds values to the parameters by their names without the prefix (`$`, `:` or `@`).
    ///
    /// - Throws: `ReportError` for a parameter that has no value, or no name.
    public func bind(parameters: [String: SQLValue]) throws {
        for (index, name) in parameterNames.enumerated() {
            guard let name, !name.hasPrefix("?") else { throw ReportError.namelessParameter }
            let plain = String(name.dropFirst())
            guard let value = parameters[plain] else { throw ReportError.unboundParameter(name: plain) }
            try bind(value, at: index + 1)
        }
    }

    /// The names of the parameters without their prefix.
    public var plainParameterNames: [String] { parameterNames.compactMap { $0.map { String($0.dropFirst()) } } }
}
