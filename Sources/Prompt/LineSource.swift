/// Where a session's lines come from: a terminal, a file, a test.
public protocol LineSource {
    /// A person types the lines and wants to see a prompt.
    var isInteractive: Bool { get }

    /// The next line without its end; nil where there are no more. A source that is not interactive shows no prompt.
    mutating func nextLine(prompt: String) -> String?
}
