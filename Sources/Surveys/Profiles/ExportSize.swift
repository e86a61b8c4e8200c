/// A size of a fine-tuning file: the seeds, and how many augmented questions follow them.
public struct ExportSize: Sendable, Equatable {
    public let name: String
    /// The number of augmented questions; all of the file if nil.
    public let augmented: Int?
    /// The name of the list that they come from, as published; nil for seeds alone.
    public let list: String?

    public init(name: String, augmented: Int?, list: String?) {
        (self.name, self.augmented, self.list) = (name, augmented, list)
    }
}

/// A list of augmented questions, as published: a file, or some questions of a file.
public struct AugmentedList: Sendable, Equatable {
    public let name: String
    public let file: String
    /// By seed id the positions among the file's questions for that seed, from 0, in the order that they are taken; all
    /// questions in the order of the file if nil.
    public let positions: [String: [Int]]?

    public init(name: String, file: String, positions: [String: [Int]]? = nil) {
        (self.name, self.file, self.positions) = (name, file, positions)
    }
}
