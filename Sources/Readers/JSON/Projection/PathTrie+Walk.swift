#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension PathTrie {
    /// Appends to `builders` all values that the paths reach from the tape's entry `index`.
    ///
    /// Recursion is as deep as the longest path has steps, whatever the text.
    func walk(
        _ tape: JSONTape, from index: Int, in text: UnsafePointer<UInt8>,
        into builders: UnsafeMutablePointer<ColumnBuilder>
    ) {
        visit(0, tape, index, text, builders)
    }

    private func visit(
        _ nodeIndex: Int, _ tape: JSONTape, _ index: Int, _ text: UnsafePointer<UInt8>,
        _ builders: UnsafeMutablePointer<ColumnBuilder>
    ) {
        let node = nodes[nodeIndex]
        for slot in node.valueColumns.range {
            Self.appendValues(of: tape, at: index, in: text, to: &builders[Int(columns[slot])])
        }
        for slot in node.textColumns.range {
            Self.appendText(of: tape, at: index, in: text, to: &builders[Int(columns[slot])], depth: 0)
        }
        let entry = tape[index]
        if entry.kind == .object {
            for slot in node.keyColumns.range {
                Self.appendKeys(of: tape, at: index, in: text, to: &builders[Int(columns[slot])])
            }
            if !node.edges.isEmpty { visitFields(of: node, tape, index, text, builders) }
        } else if !node.edges.isEmpty, node.valueColumns.isEmpty, node.textColumns.isEmpty, entry.kind != .null,
            entry.kind != .array || node.elements < 0
        {
            metUnknown = true
        }
        guard node.elements >= 0, entry.kind != .null else { return }
        guard entry.kind == .array else {
            let hadMetUnknown = metUnknown
            visit(Int(node.elements), tape, index, text, builders)
            // A string instead of the parts is no new field if the text of both is taken.
            if !node.textColumns.isEmpty, entry.kind != .object { metUnknown = hadMetUnknown }
            return
        }
        var element = index &+ 1
        while element < Int(entry.next) {
            visit(Int(node.elements), tape, element, text, builders)
            element = Int(tape[element].next)
        }
    }

    /// First records where each wanted key's value is, so that the last of equal keys wins, then visits the values.
    private func visitFields(
        of node: Node, _ tape: JSONTape, _ index: Int, _ text: UnsafePointer<UInt8>,
        _ builders: UnsafeMutablePointer<ColumnBuilder>
    ) {
        let edges = self.edges.base
        let end = Int(tape[index].next)
        var key = index &+ 1
        var expected = Int(node.edges.start)
        var previous = -1
        while key < end {
            let value = key &+ 1
            let edge = find(tape[key], in: text, among: node.edges, expected: expected)
            if edge >= 0 {
                edges[edge].found = UInt32(truncatingIfNeeded: value)
                if previous >= 0 { edges[previous].successor = Int32(truncatingIfNeeded: edge) }
                previous = edge
                expected = Int(edges[edge].successor)
            } else {
                metUnknown = true
            }
            key = Int(tape[value].next)
        }
        for edge in node.edges.range {
            let value = Int(edges[edge].found)
            guard value != 0 else { continue }
            edges[edge].found = 0
            let target = Int(edges[edge].target)
            let targetNode = nodes.base[target]
            // The usual field, a scalar that one column wants, without the call.
            if targetNode.valueColumns.end &- targetNode.valueColumns.start == 1, targetNode.edges.isEmpty,
                targetNode.elements < 0,
                targetNode.keyColumns.isEmpty, targetNode.textColumns.isEmpty
            {
                if Self.holdsFields(tape, at: value) { metUnknown = true }
                Self.appendValues(
                    of: tape, at: value, in: text, to: &builders[Int(columns[Int(targetNode.valueColumns.start)])])
            } else {
                visit(target, tape, value, text, builders)
            }
        }
    }

    /// Whether a value is an object or a list that begins with one.
    @inline(__always)
    private static func holdsFields(_ tape: JSONTape, at index: Int) -> Bool {
        let entry = tape[index]
        if entry.kind == .array { return Int(entry.next) > index &+ 1 && tape[index &+ 1].kind == .object }
        return entry.kind == .object
    }

    /// The edge for the key `entry`, or -1. Tries the `expected` one first.
    @inline(__always)
    private func find(
        _ entry: TapeEntry, in text: UnsafePointer<UInt8>, among candidates: Slots, expected: Int
    ) -> Int {
        if entry.hasEscapes { return findUnescaped(entry, in: text, among: candidates) }
        let key = text + Int(entry.start)
        if isKey(of: expected, key, length: entry.length) { return expected }
        for candidate in candidates.range where isKey(of: candidate, key, length: entry.length) { return candidate }
        return -1
    }

    @inline(__always)
    private func isKey(of edge: Int, _ key: UnsafePointer<UInt8>, length: UInt32) -> Bool {
        let edge = edges.base[edge]
        return edge.keyLength == length && memcmp(keyBytes.base + Int(edge.keyStart), key, Int(length)) == 0
    }

    private func findUnescaped(_ entry: TapeEntry, in text: UnsafePointer<UInt8>, among candidates: Slots) -> Int {
        var key = GrowableBuffer<UInt8>(capacity: Int(entry.length))
        defer { key.deallocate() }
        key.commit(JSONText.unescape(text + Int(entry.start), count: Int(entry.length), into: key.base))
        for candidate in candidates.range where isKey(of: candidate, key.base, length: UInt32(key.count)) {
            return candidate
        }
        return -1
    }

    /// Appends a scalar; of an array each element, as JSON text where it is not a scalar; of an object its JSON text;
    /// of null nothing.
    @inline(__always)
    static func appendValues(
        of tape: JSONTape, at index: Int, in text: UnsafePointer<UInt8>, to builder: inout ColumnBuilder
    ) {
        let entry = tape[index]
        guard entry.kind == .array else { return appendOne(entry, in: text, to: &builder) }
        var element = index &+ 1
        while element < Int(entry.next) {
            let entry = tape[element]
            appendOne(entry, in: text, to: &builder)
            element = Int(entry.next)
        }
    }

    @inline(__always)
    private static func appendOne(_ entry: TapeEntry, in text: UnsafePointer<UInt8>, to builder: inout ColumnBuilder) {
        guard let kind = entry.kind.valueKind else { return }
        if entry.hasEscapes {
            builder.appendUnescaping(text + Int(entry.start), count: Int(entry.length))
        } else {
            builder.append(text + Int(entry.start), count: Int(entry.length), kind: kind)
        }
    }

    /// Appends the values of ``FieldPath/Step/text``.
    private static func appendText(
        of tape: JSONTape, at index: Int, in text: UnsafePointer<UInt8>, to builder: inout ColumnBuilder, depth: Int
    ) {
        let entry = tape[index]
        switch entry.kind {
        case .null: return
        case .string, .number, .boolean: appendOne(entry, in: text, to: &builder)
        case .array where depth < TapeSurvey.maximumDepth:
            var element = index &+ 1
            while element < Int(entry.next) {
                appendText(of: tape, at: element, in: text, to: &builder, depth: depth &+ 1)
                element = Int(tape[element].next)
            }
        case .object where depth < TapeSurvey.maximumDepth:
            for key in FieldPath.textKeys {
                guard let value = TapePath.value(ofKey: key, at: index, in: tape, text: text),
                    tape[value].kind != .null
                else { continue }
                return appendText(of: tape, at: value, in: text, to: &builder, depth: depth &+ 1)
            }
        case .array, .object: appendOne(entry, in: text, to: &builder)
        }
    }

    static func appendKeys(
        of tape: JSONTape, at index: Int, in text: UnsafePointer<UInt8>, to builder: inout ColumnBuilder
    ) {
        var key = index &+ 1
        while key < Int(tape[index].next) {
            appendOne(tape[key], in: text, to: &builder)
            key = Int(tape[key &+ 1].next)
        }
    }
}
