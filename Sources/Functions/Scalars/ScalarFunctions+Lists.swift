extension ScalarFunctions {
    /// Functions of lists, which are texts with a JSON array. A null list gives null.
    static let lists: [ScalarFunction] =
        ["list_contains", "list_has", "array_contains"].map { name in
            ScalarFunction(name, ["list", "value"], "Whether a JSON array has a value, such as a place.") {
                call throws(FunctionFault) in
                guard let position = try position(call) else { return call.result.setNull() }
                call.result.set(position > 0 ? 1 : 0 as Int64)
            }
        }
        + [
            ScalarFunction(
                "list_position", ["list", "value"], "Place of a value in a JSON array, from 1; 0 where it is not in it."
            ) { call throws(FunctionFault) in
                guard let position = try position(call) else { return call.result.setNull() }
                call.result.set(position)
            },
            ScalarFunction("list_has_any", ["list", "other"], "Whether two JSON arrays have a value in common.") {
                call throws(FunctionFault) in
                try compare(call) { !$0.isDisjoint(with: $1) }
            },
            ScalarFunction("list_has_all", ["list", "other"], "Whether a JSON array has all values of another one.") {
                call throws(FunctionFault) in
                try compare(call) { $0.isSuperset(of: $1) }
            },
            ScalarFunction(
                "list_extract", ["list", "n"],
                "The n-th value of a JSON array, from 1; from the end where n is negative; null where there is none."
            ) { call throws(FunctionFault) in
                try extract(call)
            },
        ]
        + ["list_length", "array_length"].map { name in
            ScalarFunction(name, ["list"], "Number of values of a JSON array, nulls included.") {
                call throws(FunctionFault) in
                try count(call) { _ in true }
            }
        }
        + [
            ScalarFunction("list_count", ["list"], "Number of values of a JSON array that are not null.") {
                call throws(FunctionFault) in
                try count(call) { $0 != .null }
            }
        ]

    /// Visits the values of a list; false if it is null.
    private static func forEach(
        _ call: FunctionCall, at index: Int = 0, named name: String = "list", _ body: (JSONElement) -> Void
    ) throws(FunctionFault) -> Bool {
        guard let bytes = call.arguments.bytes(index) else { return false }
        guard JSONArrayReader.forEach(in: bytes, body) else {
            throw .notAnArray(argument: name, text: String(decoding: bytes.prefix(200), as: UTF8.self))
        }
        return true
    }

    /// The place of the value, from 1; 0 where it is not in the list. Nil where list or value is null.
    private static func position(_ call: FunctionCall) throws(FunctionFault) -> Int64? {
        let wanted = OrderedValue(call.arguments[1])?.key
        var (count, found) = (0 as Int64, 0 as Int64)
        let isKnown = try forEach(call) { element in
            count += 1
            if found == 0, let wanted, element.ordered == wanted { found = count }
        }
        return isKnown && wanted != nil ? found : nil
    }

    private static func count(_ call: FunctionCall, _ counts: (JSONElement) -> Bool) throws(FunctionFault) {
        var count: Int64 = 0
        let isKnown = try forEach(call) { if counts($0) { count += 1 } }
        if isKnown { call.result.set(count) } else { call.result.setNull() }
    }

    private static func compare(
        _ call: FunctionCall, _ holds: (Set<OrderedValue>, Set<OrderedValue>) -> Bool
    ) throws(FunctionFault) {
        var (first, second) = (Set<OrderedValue>(), Set<OrderedValue>())
        let isFirstKnown = try forEach(call) { if let value = $0.ordered { first.insert(value) } }
        let isSecondKnown = try forEach(call, at: 1, named: "other") {
            if let value = $0.ordered { second.insert(value) }
        }
        guard isFirstKnown, isSecondKnown else { return call.result.setNull() }
        call.result.set(holds(first, second) ? 1 : 0 as Int64)
    }

    private static func extract(_ call: FunctionCall) throws(FunctionFault) {
        var elements: [JSONElement] = []
        let isKnown = try forEach(call) { elements.append($0) }
        guard isKnown, let number = try call.arguments.wholeNumber(1, "n") else { return call.result.setNull() }
        let index = number < 0 ? elements.count + max(number, -elements.count - 1) : number - 1
        guard elements.indices.contains(index) else { return call.result.setNull() }
        switch elements[index] {
        case .null: call.result.setNull()
        case .integer(let value): call.result.set(value)
        case .real(let value): call.result.set(value)
        case .text(let bytes): bytes.withUnsafeBytes { call.result.set(text: $0) }
        case .nested(let range):
            if let text = call.arguments.bytes(0) {
                call.result.set(text: UnsafeRawBufferPointer(rebasing: text[range]))
            }
        }
    }
}
