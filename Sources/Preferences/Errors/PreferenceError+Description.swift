extension PreferenceError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tauOutOfRange(let tau): "tau \(tau): give a number above 0 and below 1, such as 0.7"
        case .betaOutOfRange(let beta): "beta \(beta): give a number above 0, such as 1.1"
        case .testShareOutOfRange(let share): "test share \(share): give a number above 0 and below 1, such as 0.15"
        case .unknownTestUsers(let users):
            "the list of test users has \(users.count) that the data has not: \(listed(users))"
        case .leastGapOutOfRange(let gap): "least gap \(gap): give a number from 0"
        case .rewardNotFinite(let reward, let row): "the reward of row \(row) is \(reward): mend or remove that value"
        case .pairWeightNotFinite(let weight, let pair):
            "the weight of pair \(pair) is \(weight): weights are numbers from 0. A very large disagreement overflows "
                + "the inverse weight; filter, or scale the reference reward"
        case .pairOutsideItems(let pair, let items):
            "pair \(pair) does not name two different items of the \(items) that there are"
        case .lambdaOutOfRange(let lambda): "lambda \(lambda): give a number from 0"
        case .disconnected(let components, let block):
            "block \(block) has \(components) components that no pair compares with each other, so lambda 0 leaves "
                + "their rewards without a common scale: give a lambda above 0, or train each component alone"
        case .separated(let components, let block):
            "block \(block) has \(components) groups of items, and one wins every pair against another, so its "
                + "reward is infinite with lambda 0: give a lambda above 0"
        case .noTrainingPairs: "no pair is left to train on: check the selection, tau and the split"
        case .notConverged(let iterations): "no convergence in \(iterations) iterations: give a greater lambda"
        case .lengthsDiffer(let one, let count, let other, let otherCount):
            "\(one) has \(count) entries and \(other) has \(otherCount): they belong together, row by row"
        case .notAHead(let fault): "this is no head that can be read: \(fault)"
        case .unknownItem(let item): "the head has no reward for '\(item.prefix(60))': train it with that item"
        case .wrongKindOfHead(let expected, let found): "the head is \(found), and this needs one that is \(expected)"
        case .numberOutOfRange(let name, let number, let allowed):
            "\(name) \(number): give a number from \(allowed.lowerBound) to \(allowed.upperBound)"
        case .shareOutOfRange(let name, let share): "\(name) \(share): give a number above 0 and at most 1"
        }
    }

    private func listed(_ names: [String]) -> String {
        let some = names.prefix(5).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
        return names.count > 5 ? some + ", …" : some
    }
}

extension HeadFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notJSON(let detail): "it is not the JSON of a head (\(detail))"
        case .otherFormat(let format): "its format is '\(format.prefix(40))' and not 'cultivar-preference-head'"
        case .otherVersion(let version): "it has version \(version); this program reads version 1"
        case .otherFeatures(let name):
            "it was made with features '\(name.prefix(40))', which this program does not have"
        case .lengthsDiffer(let field): "the lists of '\(field.prefix(60))' differ in length"
        case .notFinite(let field): "'\(field.prefix(60))' has a number that is not finite"
        case .outOfRange(let field): "'\(field.prefix(60))' has a number out of its range, or one twice"
        }
    }
}
