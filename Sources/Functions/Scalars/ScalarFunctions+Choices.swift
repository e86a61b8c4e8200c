import CSQLite

extension ScalarFunctions {
    /// Functions that choose one of their arguments.
    static let choices: [ScalarFunction] = [
        ScalarFunction(
            "greatest", anyNumberOf: ["a", "b"], required: 1,
            "Greatest of the values in SQL's order, nulls left out; null where all are null."
        ) { call in
            choose(call) { $1 > $0 }
        },
        ScalarFunction(
            "least", anyNumberOf: ["a", "b"], required: 1,
            "Least of the values in SQL's order, nulls left out; null where all are null."
        ) { call in
            choose(call) { $1 < $0 }
        },
        ScalarFunction(
            "if", ["condition", "a", "b"], optional: 1, "The value a where the condition is true, else b or null."
        ) { call in
            let isTrue = sqlite3_value_double(call.arguments[0]) != 0
            guard isTrue || call.arguments.count > 2 else { return call.result.setNull() }
            sqlite3_result_value(call.result.handle, call.arguments[isTrue ? 1 : 2])
        },
    ]

    /// The first argument to which no other one is preferred.
    private static func choose(_ call: FunctionCall, _ isPreferred: (OrderedValue, OrderedValue) -> Bool) {
        var best: (value: OrderedValue, index: Int)?
        for index in 0..<call.arguments.count {
            guard let value = OrderedValue(call.arguments[index]) else { continue }
            if let found = best, !isPreferred(found.value.key, value.key) { continue }
            best = (value, index)
        }
        guard let best else { return call.result.setNull() }
        sqlite3_result_value(call.result.handle, call.arguments[best.index])
    }
}
