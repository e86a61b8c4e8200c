import Testing

@testable import Parquet

@Suite struct SchemaTests {
    private static func group(
        _ name: String, _ count: Int32, _ repetition: Repetition? = .optional, _ converted: ConvertedType? = nil
    ) -> SchemaElement {
        SchemaElement(name: name, repetition: repetition, childCount: count, convertedType: converted)
    }

    private static func leaf(
        _ name: String, _ repetition: Repetition = .required, _ type: PhysicalType = .int32
    ) -> SchemaElement {
        SchemaElement(name: name, type: type, repetition: repetition)
    }

    private static func typeName(_ elements: [SchemaElement]) throws -> String {
        let schema = try Schema([group("root", 1, nil)] + elements)
        return schema.typeName(of: try #require(schema.fields.first))
    }

    /// The spellings of lists in LogicalTypes.md, and what each stands for.
    @Test func listSpellings() throws {
        let list = Self.group("l", 1, .optional, .list)
        // Three levels.
        #expect(try Self.typeName([list, Self.group("list", 1, .repeated), Self.leaf("element")]) == "list<int32>")
        #expect(
            try Self.typeName([list, Self.group("bag", 1, .repeated), Self.leaf("array_element")]) == "list<int32>")
        // Two levels: the repeated field is the element, if it is not a group of one field or has the name of one.
        #expect(try Self.typeName([list, Self.leaf("element", .repeated)]) == "list<int32>")
        #expect(
            try Self.typeName([list, Self.group("element", 2, .repeated), Self.leaf("a"), Self.leaf("b")])
                == "list<struct<a: int32, b: int32>>")
        #expect(
            try Self.typeName([list, Self.group("array", 1, .repeated), Self.leaf("a")]) == "list<struct<a: int32>>")
        #expect(
            try Self.typeName([list, Self.group("l_tuple", 1, .repeated), Self.leaf("a")]) == "list<struct<a: int32>>")
        // Lists in lists of two levels.
        #expect(
            try Self.typeName([list, Self.group("array", 1, .repeated, .list), Self.leaf("array", .repeated)])
                == "list<list<int32>>")
        #expect(
            try Self.typeName([list, Self.group("x", 1, .repeated), Self.leaf("array", .repeated)])
                == "list<struct<array: list<int32>>>")
        // No list: repeated fields alone.
        #expect(try Self.typeName([Self.leaf("r", .repeated)]) == "list<int32>")
        #expect(
            try Self.typeName([Self.group("r", 1, .repeated), Self.leaf("a", .optional)]) == "list<struct<a: int32>>")
        // What is called a list and is none.
        #expect(try Self.typeName([list, Self.leaf("a")]) == "struct<a: int32>")
    }

    @Test func mapSpellings() throws {
        for converted in [ConvertedType.map, .mapKeyValue] {
            let map = Self.group("m", 1, .optional, converted)
            let pairs = Self.group("key_value", 2, .repeated)
            let key = Self.leaf("key", .required, .byteArray)
            #expect(try Self.typeName([map, pairs, key, Self.leaf("value")]) == "map<binary, int32>")
            #expect(
                try Self.typeName([map, Self.group("map", 1, .repeated, .mapKeyValue), key]) == "map<binary, null>")
        }
        let map = Self.group("m", 1, .optional, .map)
        #expect(
            try Self.typeName([
                map, Self.group("key_value", 3, .repeated), Self.leaf("a"), Self.leaf("b"), Self.leaf("c"),
            ]) == "struct<key_value: list<struct<a: int32, b: int32, c: int32>>>")
    }

    @Test func levels() throws {
        let schema = try Schema([
            Self.group("root", 2, nil), Self.group("a", 1, .optional), Self.group("b", 2, .repeated),
            Self.leaf("c", .required), Self.leaf("d", .repeated), Self.leaf("e", .optional),
        ])
        #expect(schema.leaves.map(\.dottedPath) == ["a.b.c", "a.b.d", "e"])
        #expect(schema.leaves.map(\.maximumDefinitionLevel) == [2, 3, 1])
        #expect(schema.leaves.map(\.maximumRepetitionLevel) == [1, 2, 0])
        #expect(schema.leaf(path: ["a", "b", "d"])?.index == 1)
        #expect(schema.leaf(path: ["a", "b"]) == nil)
        #expect(schema.fields.map(\.leaves) == [[0, 1], [2]])
        #expect(schema.root.leaves == [0, 1, 2])
    }

    /// What stored types mean; where they cannot mean it, they are as stored.
    @Test(
        arguments: [
            (PhysicalType.byteArray, nil, LogicalType.string, "string"), (.byteArray, nil, .json, "json"),
            (.int32, nil, .string, "int32"), (.int32, nil, .date, "date"), (.int64, nil, .date, "int64"),
            (.int64, nil, .timestamp(unit: .microseconds, isAdjustedToUTC: true), "timestamp[us, UTC]"),
            (.int64, nil, .timestamp(unit: .nanoseconds, isAdjustedToUTC: false), "timestamp[ns]"),
            (.int32, nil, .time(unit: .milliseconds, isAdjustedToUTC: true), "time[ms]"),
            (.int32, nil, .time(unit: .microseconds, isAdjustedToUTC: true), "int32"),
            (.int32, nil, .integer(bitWidth: 8, isSigned: false), "uint8"),
            (.int64, nil, .integer(bitWidth: 8, isSigned: false), "int64"),
            (.double, nil, .decimal(scale: 1, precision: 3), "double"),
            (.byteArray, nil, .decimal(scale: 1, precision: 3), "decimal(3, 1)"),
            (.byteArray, nil, .decimal(scale: 4, precision: 3), "binary"),
            (.byteArray, nil, .decimal(scale: 0, precision: -1), "binary"),
            (.fixedLengthByteArray, 16, .uuid, "uuid"), (.fixedLengthByteArray, 15, .uuid, "binary[15]"),
            (.fixedLengthByteArray, 2, .float16, "float16"), (.fixedLengthByteArray, 4, .float16, "binary[4]"),
            (.fixedLengthByteArray, 12, .interval, "interval"), (.int96, nil, .null, "null"),
            (.int96, nil, .unknown(99), "timestamp[ns]"), (.byteArray, nil, .list, "binary"),
        ] as [(PhysicalType, Int32?, LogicalType, String)])
    func meanings(_ type: PhysicalType, _ length: Int32?, _ logicalType: LogicalType, _ name: String) throws {
        let element = SchemaElement(
            name: "c", type: type, typeLength: length, repetition: .required, logicalType: logicalType)
        #expect(try Self.typeName([element]) == name)
    }

    @Test func convertedTypes() throws {
        let names = try (Int32(0)...22).map { number in
            let converted = ConvertedType(rawValue: number)
            let types: [ConvertedType: PhysicalType] = [
                .utf8: .byteArray, .enum: .byteArray, .json: .byteArray, .bson: .byteArray, .decimal: .byteArray,
                .timeMicros: .int64, .timestampMillis: .int64, .timestampMicros: .int64, .uint64: .int64,
                .int64: .int64, .interval: .fixedLengthByteArray,
            ]
            return try Self.typeName([
                SchemaElement(
                    name: "c", type: types[converted] ?? .int32, typeLength: 12, repetition: .required,
                    convertedType: converted, scale: 2, precision: 9)
            ])
        }
        #expect(
            names == [
                "string", "int32", "int32", "int32", "enum", "decimal(9, 2)", "date", "time[ms]", "time[us]",
                "timestamp[ms, UTC]", "timestamp[us, UTC]", "uint8", "uint16", "uint32", "uint64", "int8", "int16",
                "int32", "int64", "json", "bson", "interval", "int32",
            ])
    }

    @Test func refusals() {
        func problem(_ elements: [SchemaElement]) -> ParquetProblem? {
            do {
                _ = try Schema(elements)
                return nil
            } catch { return error }
        }
        let root = Self.group("root", 1, nil)
        #expect(problem([]) == .schemaEmpty)
        #expect(problem([root]) == .schemaTruncated(elements: 1))
        #expect(problem([Self.group("root", .max, nil)]) == .schemaTruncated(elements: 1))
        #expect(problem([Self.group("root", -1, nil)]) == .schemaTruncated(elements: 1))
        #expect(problem([root, Self.group("a", 1)]) == .schemaTruncated(elements: 2))
        #expect(problem([root, Self.leaf("a"), Self.leaf("b")]) == .schemaLeftOver(elements: 3, used: 2))
        #expect(problem([root, SchemaElement(name: "a", repetition: .required)]) == .schemaNoType(node: "a"))
        #expect(problem([root, SchemaElement(name: "a", type: .int32)]) == .schemaNoRepetition(node: "a"))
        #expect(problem([root, Self.group("a", 0)]) == .schemaEmptyGroup(node: "a"))
        #expect(
            problem([root, Self.leaf("a", .required, .fixedLengthByteArray)])
                == .schemaTypeLength(node: "a", length: nil))
        let deep = Array(repeating: Self.group("g", 1), count: 200) + [Self.leaf("a")]
        #expect(problem([root] + deep) == .schemaTooDeep(limit: 100))
        #expect(problem([root] + deep.suffix(99)) == nil)
        // A file without columns is one.
        #expect(problem([Self.group("root", 0, nil)]) == nil)
    }
}
