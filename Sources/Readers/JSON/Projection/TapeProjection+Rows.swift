extension TapeProjection {
    /// The record that is being made into rows.
    struct Record {
        var tape: JSONTape
        var text: UnsafePointer<UInt8>
        /// Where the paths of rows begin in the tape, and the steps of the expansion from there.
        var steps: [FieldPath.Step]
    }

    /// The steps of the expansion's path.
    var expansionSteps: [FieldPath.Step] {
        switch expansion {
        case .record, .columns: []
        case .elements(let path), .entries(let path), .tree(let path, _): path.steps
        }
    }

    /// Appends the rows of a record; values that all its rows share are already in the first row.
    ///
    /// Returns an error if the record cannot be expanded; the caller then rolls back.
    func appendRows(of record: Record, to builder: BatchBuilder) -> RejectReason? {
        let firstRow = builder.rowCount
        switch expansion {
        case .record:
            rowFields.walk(record.tape, from: 0, in: record.text, into: builder.columns)
            let index = builder.totalRecords - 1
            appendPlace(key: nil, in: record.text, index: index, depth: 0, to: builder)
            builder.endRow()
        case .elements:
            for index in roots(of: record) {
                let elements = record.tape[index].kind == .array ? record.tape.elements(of: index) : [index]
                for (position, element) in elements.enumerated() {
                    appendRow(element, of: record, key: nil, index: position, depth: 0, firstRow: firstRow, to: builder)
                }
            }
        case .entries(let path):
            for index in roots(of: record) {
                guard record.tape[index].kind == .object else {
                    return .valueIsNotAnObject(path: path.description, found: record.tape[index].kind.name)
                }
                appendEntries(of: index, of: record, firstRow: firstRow, to: builder)
            }
        case .tree(let path, let children):
            return appendTree(of: record, path: path, children: children, to: builder)
        case .columns(let names):
            appendUnpivoted(names, of: record, to: builder)
        }
        return nil
    }

    private func roots(of record: Record) -> [Int] {
        TapePath.resolve(record.steps, in: record.tape, from: 0, text: record.text)
    }

    private func appendRow(
        _ entry: Int, of record: Record, key: TapeEntry?, index: Int, depth: Int, firstRow: Int,
        to builder: BatchBuilder
    ) {
        repeatRecordColumns(firstRow: firstRow, in: builder)
        rowFields.walk(record.tape, from: entry, in: record.text, into: builder.columns)
        appendPlace(key: key, in: record.text, index: Int64(index), depth: depth, to: builder)
        builder.endRow()
    }

    /// In all rows of a record except the first, the record's own values are those of the previous row.
    func repeatRecordColumns(firstRow: Int, in builder: BatchBuilder) {
        guard builder.rowCount > firstRow else { return }
        for column in recordColumns { builder.columns[column].repeatPreviousRow() }
    }

    private func appendEntries(of object: Int, of record: Record, firstRow: Int, to builder: BatchBuilder) {
        var position = 0
        var key = object + 1
        while key < Int(record.tape[object].next) {
            appendRow(
                key + 1, of: record, key: record.tape[key], index: position, depth: 0, firstRow: firstRow, to: builder)
            position += 1
            key = Int(record.tape[key + 1].next)
        }
    }

    private func appendUnpivoted(_ names: [String], of record: Record, to builder: BatchBuilder) {
        let firstRow = builder.rowCount
        for (position, name) in names.enumerated() {
            repeatRecordColumns(firstRow: firstRow, in: builder)
            if let value = TapePath.value(ofKey: name, at: 0, in: record.tape, text: record.text) {
                valueFields.walk(record.tape, from: value, in: record.text, into: builder.columns)
            }
            appendKey(Array(name.utf8), to: builder)
            appendPlace(key: nil, in: record.text, index: Int64(position), depth: 0, to: builder)
            builder.endRow()
        }
    }

    /// Visits nodes with a stack of its own; siblings are pushed in reverse, so that the first comes first.
    private func appendTree(
        of record: Record, path: FieldPath, children: String, to builder: BatchBuilder
    ) -> RejectReason? {
        let firstRow = builder.rowCount
        var stack: [(node: Int, index: Int, depth: Int)] = []
        for root in roots(of: record).reversed() { push(root, depth: 0, of: record, on: &stack) }
        while let (node, index, depth) = stack.popLast() {
            guard record.tape[node].kind == .object else {
                let place = depth == 0 ? path.description : FieldPath(key: children).description
                return .valueIsNotAnObject(path: place, found: record.tape[node].kind.name)
            }
            appendRow(node, of: record, key: nil, index: index, depth: depth, firstRow: firstRow, to: builder)
            if let list = TapePath.value(ofKey: children, at: node, in: record.tape, text: record.text) {
                push(list, depth: depth + 1, of: record, on: &stack)
            }
        }
        return nil
    }

    private func push(_ list: Int, depth: Int, of record: Record, on stack: inout [(node: Int, index: Int, depth: Int)])
    {
        switch record.tape[list].kind {
        case .null: return
        case .array:
            for (position, node) in record.tape.elements(of: list).enumerated().reversed() {
                stack.append((node, position, depth))
            }
        default: stack.append((list, 0, depth))
        }
    }
}
