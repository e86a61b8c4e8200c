/// Why the parameters of a statement cannot be given their values.
public enum ParameterError: Error, Sendable, Equatable {
    case unbound(name: String)
    /// A parameter written `?` or `?1`.
    case nameless
}

extension ParameterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unbound(let name): "the parameter \(name) has no value: give it by --param \(name)=VALUE"
        case .nameless: "a parameter has a name: write $name in place of ?, and give it by --param name=VALUE"
        }
    }
}
