import Readers

/// What a guessed mapping is based on, besides the columns: a load watches whether the rest of the file fits it.
public struct Guess: Sendable, Hashable {
    /// Fields that had no value yet.
    public var withoutValue: [FieldPath] = []
    /// Fields that had one value per row, and whose column would be another one if rows had several.
    public var ofOneValue: [FieldPath] = []
    /// Fields that are left out on purpose.
    public var leftOut: [FieldPath] = []
    /// Whether the whole file was read, so that there is nothing to watch.
    public var isFinal = false
}
