import SQLite

/// How commands say it: their parameters come from `--param`. The prompt has words of its own.
extension ParameterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unbound(let name): "the parameter \(name) has no value: give it by --param \(name)=VALUE"
        case .nameless: "a parameter has a name: write $name in place of ?, and give it by --param name=VALUE"
        }
    }
}
