/// What a session cannot do.
public enum PromptError: Error, Sendable, Equatable {
    case unknownCommand(String)
}

extension PromptError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownCommand(let name): "there is no command \(name): `.help` lists them"
        }
    }
}
