/// A culture and the respondents that stand for it.
public struct Culture: Sendable, Equatable {
    /// The respondents that one block of a fine-tuning file takes its labels from.
    public struct Block: Sendable, Hashable {
        public let country: String
        /// Only the first respondents of the country; all if nil.
        public let first: Int?

        public init(country: String, first: Int? = nil) { (self.country, self.first) = (country, first) }
    }

    /// As prompts and files write it.
    public let name: String
    public let aliases: [String]
    public let blocks: [Block]
    /// The blocks of sizes that have not all blocks in their order: by size, 1-based numbers.
    public let blocksBySize: [String: [Int]]
    /// Which list a size takes its augmented questions from, where it is not the size's own.
    public let listBySize: [String: String]

    public init(
        name: String, aliases: [String] = [], blocks: [Block], blocksBySize: [String: [Int]] = [:],
        listBySize: [String: String] = [:]
    ) {
        (self.name, self.aliases, self.blocks) = (name, aliases, blocks)
        (self.blocksBySize, self.listBySize) = (blocksBySize, listBySize)
    }

    /// The countries of the blocks, each once.
    public var countries: [String] {
        blocks.reduce(into: []) { found, block in
            if !found.contains(block.country) { found.append(block.country) }
        }
    }
}
