import Columns

/// A dictionary that a load extends.
package final class LoadDictionary {
    package let owner: ColumnDefinition
    package var values: TagDictionary
    /// Values that the store has, or that will be written to it.
    private var takenCount: Int
    private let checksum = DictionaryChecksum()

    /// Values with the codes they were given, and the checksum of the dictionary up to the last of them.
    package struct NewValues: Sendable {
        package var owner: ColumnDefinition
        package var values: [(code: UInt32, value: String)]
        package var checksum: UInt64
    }

    package init(owner: ColumnDefinition, _ values: TagDictionary) {
        self.owner = owner
        self.values = values
        takenCount = values.count
    }

    /// The values that were added since the last call; nil if there are none.
    package func takeNewValues() -> NewValues? {
        guard values.count > takenCount else { return nil }
        defer { takenCount = values.count }
        return NewValues(
            owner: owner, values: (takenCount..<values.count).map { (UInt32($0 + 1), values.text(of: UInt32($0 + 1))) },
            checksum: checksum.value(of: values))
    }
}
