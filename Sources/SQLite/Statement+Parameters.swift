extension Statement {
    /// Binds values to the parameters by their names without the prefix (`$`, `:` or `@`).
    ///
    /// - Throws: `ParameterError`; `SQLError`.
    public func bind(parameters: [String: SQLValue]) throws {
        for (index, name) in parameterNames.enumerated() {
            guard let name, !name.hasPrefix("?") else { throw ParameterError.nameless }
            let plain = String(name.dropFirst())
            guard let value = parameters[plain] else { throw ParameterError.unbound(name: plain) }
            try bind(value, at: index + 1)
        }
    }

    /// The names of the parameters without their prefix.
    public var plainParameterNames: [String] { parameterNames.compactMap { $0.map { String($0.dropFirst()) } } }
}
