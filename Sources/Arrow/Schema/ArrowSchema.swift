import Parquet

/// The columns of a file or stream.
public struct ArrowSchema: Sendable {
    public let fields: [ArrowField]
    /// Pairs that the writer left for readers.
    public let metadata: [KeyValue]
    /// The same columns as a schema of Parquet, leaf by leaf, for code that reads both formats.
    public let tree: Schema

    /// - Throws: `ArrowError`.
    init(_ table: FlatView, file: String) throws(ArrowError) {
        do {
            guard try table.integer(0, Int16(0)) == 0 else { throw ArrowProblem.bigEndian }
            var room = table.byteCount / 8
            var fields: [ArrowField] = []
            for field in try table.tables(1) {
                fields.append(try ArrowField(field, in: [], room: &room, file: file))
            }
            self.fields = fields
            var pairs: [KeyValue] = []
            var bytes = 0
            for pair in try table.tables(2) {
                let key = try pair.string(0) ?? ""
                let value = try pair.string(1) ?? ""
                bytes += key.utf8.count + value.utf8.count
                guard bytes <= 2 * table.byteCount else { throw ArrowProblem.metadata("its pairs share their texts") }
                pairs.append(KeyValue(key: key, value: value))
            }
            metadata = pairs
            let root = SchemaElement(name: "schema", childCount: Int32(clamping: fields.count))
            do { tree = try Schema([root] + fields.flatMap { $0.elements(name: $0.name, isRepeated: false) }) } catch {
                throw ArrowProblem.schema(error)
            }
        } catch let problem as ArrowProblem {
            throw ArrowError(problem, file: file)
        } catch let error as ArrowError {
            throw error
        } catch {
            throw ArrowError(.metadata("\(error)"), file: file)
        }
    }
}

extension ArrowField {
    /// The field as one of Parquet.
    fileprivate func elements(name: String, isRepeated: Bool) -> [SchemaElement] {
        let repetition: Repetition = isRepeated ? .repeated : .optional
        func group(_ repetition: Repetition, _ name: String, _ children: Int, _ type: LogicalType?) -> SchemaElement {
            SchemaElement(
                name: name, repetition: repetition, childCount: Int32(clamping: children), logicalType: type)
        }
        switch type {
        case .structure where !children.isEmpty:
            return [group(repetition, name, children.count, nil)]
                + children.flatMap { $0.elements(name: $0.name, isRepeated: false) }
        case .list, .fixedList:
            return [group(repetition, name, 1, .list), group(.repeated, "list", 1, nil)]
                + children[0].elements(name: "element", isRepeated: false)
        case .map:
            let pair = children[0].children
            return [group(repetition, name, 1, .map), group(.repeated, "key_value", 2, nil)]
                + pair[0].elements(name: "key", isRepeated: false) + pair[1].elements(name: "value", isRepeated: false)
        default:
            let (physical, logical) = leafType
            return [SchemaElement(name: name, type: physical, repetition: repetition, logicalType: logical)]
        }
    }

    private var leafType: (PhysicalType, LogicalType?) {
        switch type {
        case .null, .structure, .list, .fixedList, .map: (.int32, .null)
        case .boolean: (.boolean, nil)
        case .integer(let bits, let isSigned):
            (bits == 64 ? .int64 : .int32, .integer(bitWidth: Int8(bits), isSigned: isSigned))
        case .real(bits: 64): (.double, nil)
        case .real: (.float, nil)
        case .bytes(let isText, _), .views(let isText):
            (.byteArray, meaning == .json ? .json : isText ? .string : nil)
        case .fixedBytes: (.byteArray, nil)
        case .decimal: (.byteArray, nil)
        case .date32, .date64: (.int32, .date)
        case .time, .timestamp, .duration: (.int64, nil)
        }
    }
}
