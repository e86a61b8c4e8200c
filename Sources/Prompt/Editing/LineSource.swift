/// Where a session's lines come from: a terminal, a file, a test.
public protocol LineSource: AnyObject {
    /// A person types the lines and wants to see a prompt.
    var isInteractive: Bool { get }

    /// The name of the source in errors: `standard input`, a file's path.
    var name: String { get }

    /// The next line without its end; nil if there are no more. A source that is not interactive shows no prompt, and
    /// one that edits statements of many lines gives all of them at once, with line feeds between.
    func nextLine(prompt: String) -> String?
}
