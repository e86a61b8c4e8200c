import Foundation

extension StatisticRegistry {
    static let calibration: [StatisticFunction] = [
        StatisticFunction(
            name: "calibrate",
            summary: "Weights by which cells of n samples have given margins, by linear or raking, as a JSON object.",
            arguments: ["levels", "margins", "method"].map { .init(name: $0, kind: .text) }
                + ["n", "least", "greatest"].map { .init(name: $0, kind: .number) },
            argumentCounts: 4...6,
            kind: .aggregate { input throws(StatisticError) in
                guard input.texts.count == 3, (1...3).contains(input.numbers.count),
                    let margins = input.texts[1].first, let method = input.texts[2].first,
                    let bounds = StatisticFunction.constants(input.numbers.dropFirst())
                else { return nil }
                return try calibrate(
                    input.texts[0], input.numbers[0], margins: margins, method: method, bounds: bounds)
            }),
        StatisticFunction(
            name: "replicate_variance",
            summary: "Variance of an estimate by its values under replicate weights: brr, jackknife or bootstrap.",
            arguments: [.init(name: "method", kind: .text)]
                + ["estimate", "replicate"].map { .init(name: $0, kind: .number) },
            argumentCounts: 3...3,
            kind: .aggregate { input throws(StatisticError) in
                guard let word = input.texts.first?.first, input.numbers.count == 2,
                    let estimate = StatisticFunction.constants(input.numbers.prefix(1))?.first
                else { return nil }
                guard let method = ReplicateMethod(rawValue: word) else {
                    throw .unknownMethod(word, known: ReplicateMethod.allCases.map(\.rawValue))
                }
                return replicateVariance(estimate: estimate, replicates: input.numbers[1], method: method)
                    .map { .number($0) }
            }),
    ]

    private static func calibrate(
        _ levels: [String], _ counts: [Double], margins text: String, method: String, bounds: [Double]
    ) throws(StatisticError) -> StatisticValue? {
        guard let distance = CalibrationDistance(rawValue: method) else {
            throw .unknownMethod(method, known: CalibrationDistance.allCases.map(\.rawValue))
        }
        guard let margins = CalibrationMargins(text) else { throw .notMargins(text) }
        var range: ClosedRange<Double>?
        if !bounds.isEmpty {
            let (least, greatest) = (bounds[0], bounds.count > 1 ? bounds[1] : .infinity)
            guard least >= 0, least < 1, greatest > 1 else { throw .boundsOutOfRange(least, greatest) }
            range = least...min(greatest, 1e9)
        }
        guard counts.allSatisfy({ $0 >= 0 && $0.isFinite }), counts.contains(where: { $0 > 0 }) else { return nil }
        let used = levels.indices.filter { counts[$0] > 0 }.sorted {
            levels[$0].utf8.lexicographicallyPrecedes(levels[$1].utf8)
        }
        var cells: [[Int]] = []
        for row in used { cells.append(try margins.cell(levels[row])) }
        try margins.requireSamples(in: cells)
        let found = try Calibration(
            cells: cells, counts: used.map { counts[$0] }, margins: margins.sizes, distance: distance, bounds: range)
        var json = StatisticJSON()
        json.add("iterations", found.iterations)
        json.add("deff", found.designEffect)
        json.add("least", found.weights.min())
        json.add("greatest", found.weights.max())
        json.add(
            "cells",
            raw: "["
                + zip(used, found.weights).map { "{\"levels\":\(levels[$0]),\"weight\":\(StatisticJSON.text($1))}" }
                .joined(separator: ",") + "]")
        return .json(json.text)
    }
}

/// Known margins as SQL gives them: a JSON array with one object per column, from category to size.
struct CalibrationMargins {
    private let categories: [[String]]
    let sizes: [[Double]]

    /// `nil` unless each object has sizes of 0 or more that do not sum to 0.
    init?(_ json: String) {
        guard let array = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Double]],
            !array.isEmpty,
            array.allSatisfy({ $0.values.allSatisfy { $0 >= 0 && $0.isFinite } && $0.values.contains { $0 > 0 } })
        else { return nil }
        categories = array.map { $0.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
        sizes = zip(array, categories).map { margin, names in names.map { margin[$0] ?? 0 } }
    }

    /// The categories of a cell by number.
    ///
    /// - Throws: `StatisticError.categoryWithoutMargin`, `.notMargins`.
    func cell(_ json: String) throws(StatisticError) -> [Int] {
        guard let levels = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [Any],
            levels.count == categories.count
        else { throw .notMargins(json) }
        var cell: [Int] = []
        for (level, names) in zip(levels, categories) {
            let text = level as? String ?? (level is NSNull ? "null" : "\(level)")
            guard let number = names.firstIndex(of: text) else { throw .categoryWithoutMargin(text) }
            cell.append(number)
        }
        return cell
    }

    /// - Throws: `StatisticError.marginWithoutSamples`: no weight helps a category without samples.
    func requireSamples(in cells: [[Int]]) throws(StatisticError) {
        for margin in sizes.indices {
            let seen = Set(cells.map { $0[margin] })
            for (number, size) in sizes[margin].enumerated() where size > 0 && !seen.contains(number) {
                throw .marginWithoutSamples(categories[margin][number])
            }
        }
    }
}
