import Readers

/// What a guessed mapping rests on, besides the columns: a load watches whether the file goes on like that.
public struct Guess: Sendable, Hashable {
    /// Fields that had no value yet.
    public var withoutValue: [FieldPath] = []
    /// Fields that had one value a row, and whose column would be another one if rows had several.
    public var ofOneValue: [FieldPath] = []
    /// Fields that are left out on purpose.
    public var leftOut: [FieldPath] = []
    /// Whether all of the file was looked at, so that there is nothing to watch.
    public var isFinal = false
}
