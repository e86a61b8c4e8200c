/// What is wrong with a template.
public enum MarkerProblem: Sendable, Equatable {
    case unclosed(Character)
    case unopened(Character)
    case emptyName
    case nested
    case groupWithoutColumn
    case textInGroup
    case textTwice
    case unknownEscape(Character)
    case noMarkers
}
