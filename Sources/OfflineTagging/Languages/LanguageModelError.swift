/// Why a file is no model of languages that can be used.
public enum LanguageModelError: Error, Equatable, Sendable {
    /// It does not begin as a fastText model does.
    case notAModel
    /// Another version of the format.
    case unknownVersion(Int)
    /// A kind of model that is not read: only supervised ones with a hierarchical softmax are.
    case unsupported(String)
    /// The file ends too early, or a size in it cannot be.
    case damaged(offset: Int)
}
