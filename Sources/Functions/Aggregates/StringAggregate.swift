import SQLite

/// Texts one after another in the order of the rows, with a separator between them: SQLite's `group_concat` by the name
/// that other databases have for it.
final class StringAggregate: RunningAggregate {
    private static let comma: [UInt8] = [UInt8(ascii: ",")]

    private var bytes: [UInt8] = []
    /// How many bytes each text has, and the separator before it.
    private var lengths: [(separator: Int, text: Int)] = []
    /// Texts at the beginning that are no longer in the window, and their bytes with the separators before them.
    private var removed = (texts: 0, bytes: 0)

    func add(_ arguments: FunctionArguments, times: Int) {
        guard let text = arguments.bytes(0) else { return }
        var separatorLength = 0
        // The separator is that of the row after it; a null means no separator.
        if arguments.count < 2 {
            bytes.append(contentsOf: StringAggregate.comma)
            separatorLength = 1
        } else if let separator = arguments.bytes(1) {
            bytes.append(contentsOf: separator)
            separatorLength = separator.count
        }
        bytes.append(contentsOf: text)
        lengths.append((separatorLength, text.count))
    }

    func remove(_ arguments: FunctionArguments) {
        guard !arguments.isNull(0), removed.texts < lengths.count else { return }
        let first = lengths[removed.texts]
        removed = (removed.texts + 1, removed.bytes + first.separator + first.text)
        // Bytes are moved only when most of them are no longer needed, so that a sliding window takes linear time.
        guard removed.texts > lengths.count / 2, removed.bytes >= bytes.count / 2 else { return }
        lengths.removeFirst(removed.texts)
        bytes.removeFirst(removed.bytes)
        removed = (0, 0)
    }

    func setResult(_ result: ResultContext, isLast: Bool) {
        guard removed.texts < lengths.count else { return result.setNull() }
        let start = removed.bytes + lengths[removed.texts].separator
        bytes.withUnsafeBytes { result.set(text: UnsafeRawBufferPointer(rebasing: $0[start...])) }
    }
}
