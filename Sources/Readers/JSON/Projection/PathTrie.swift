/// The paths of several fields, merged into a tree of steps, so that one walk over an object finds them all.
final class PathTrie {
    /// Neighbours in one of the trie's buffers.
    struct Slots {
        var start: Int32 = 0
        var end: Int32 = 0

        @inline(__always) var isEmpty: Bool { start == end }
        @inline(__always) var range: Range<Int> { Int(start)..<Int(end) }
    }

    struct Node {
        /// Columns whose path ends here and take the value.
        var valueColumns = Slots()
        /// Columns whose path ends here and that take the keys of the object.
        var keyColumns = Slots()
        /// Columns whose path ends here and that take the text of the value.
        var textColumns = Slots()
        /// Steps by key.
        var edges = Slots()
        /// Where the step into elements leads, or -1.
        var elements: Int32 = -1
    }

    struct Edge {
        var keyStart: UInt32
        var keyLength: UInt32
        var target: Int32
        /// The edge whose key came next in the previous object, which is likely again.
        var successor: Int32
        /// Tape index of the value, during the walk over one object; 0 for none.
        var found: UInt32
    }

    @exclusivity(unchecked) private(set) var nodes: GrowableBuffer<Node>
    @exclusivity(unchecked) private(set) var edges: GrowableBuffer<Edge>
    @exclusivity(unchecked) private(set) var columns: GrowableBuffer<Int32>
    @exclusivity(unchecked) private(set) var keyBytes: GrowableBuffer<UInt8>

    /// Whether a walk met a key, or a value instead of an object, that no path covers. Set by walks only.
    @exclusivity(unchecked) var metUnknown = false

    /// A trie of the given steps, each with the number of the column that takes the values there, or -1 for none.
    init(_ paths: [(steps: [FieldPath.Step], column: Int)]) {
        nodes = GrowableBuffer()
        edges = GrowableBuffer()
        columns = GrowableBuffer()
        keyBytes = GrowableBuffer()
        _ = build(paths.map { ($0.steps[...], $0.column) })
    }

    deinit {
        nodes.deallocate()
        edges.deallocate()
        columns.deallocate()
        keyBytes.deallocate()
    }

    var isEmpty: Bool { columns.count == 0 }

    private func build(_ paths: [(steps: ArraySlice<FieldPath.Step>, column: Int)]) -> Int32 {
        let index = nodes.count
        nodes.append(Node())
        var node = Node()
        node.valueColumns = appendColumns(paths.filter { $0.steps.isEmpty })
        node.keyColumns = appendColumns(paths.filter { $0.steps.first == .keys })
        node.textColumns = appendColumns(paths.filter { $0.steps.first == .text })

        var keys: [String] = []
        for path in paths {
            if case .key(let key) = path.steps.first, !keys.contains(where: { $0.utf8.elementsEqual(key.utf8) }) {
                keys.append(key)
            }
        }
        let firstEdge = edges.count
        for (offset, key) in keys.enumerated() {
            let start = keyBytes.count
            for byte in key.utf8 { keyBytes.append(byte) }
            let successor = Int32(firstEdge + (offset + 1) % keys.count)
            edges.append(
                Edge(
                    keyStart: UInt32(start), keyLength: UInt32(keyBytes.count - start), target: 0,
                    successor: successor, found: 0))
        }
        node.edges = Slots(start: Int32(firstEdge), end: Int32(edges.count))
        for (offset, key) in keys.enumerated() {
            let through = paths.filter { path in
                if case .key(let other) = path.steps.first { other.utf8.elementsEqual(key.utf8) } else { false }
            }
            let target = build(through.map { ($0.steps.dropFirst(), $0.column) })
            edges.base[firstEdge + offset].target = target
        }
        let intoElements = paths.filter { $0.steps.first == .elements }
        if !intoElements.isEmpty { node.elements = build(intoElements.map { ($0.steps.dropFirst(), $0.column) }) }
        nodes[index] = node
        return Int32(index)
    }

    private func appendColumns(_ paths: [(steps: ArraySlice<FieldPath.Step>, column: Int)]) -> Slots {
        let first = columns.count
        for path in paths where path.column >= 0 { columns.append(Int32(path.column)) }
        return Slots(start: Int32(first), end: Int32(columns.count))
    }
}
