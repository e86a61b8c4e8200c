/// Why the parameters of a statement cannot be given their values.
public enum ParameterError: Error, Sendable, Equatable {
    case unbound(name: String)
    /// A parameter written `?` or `?1`.
    case nameless
}
