import SQLite

/// An expression that is a product with a count as one factor, or a sum of such products.
///
/// Let a combination stand for k samples, and let c be the same for all of them. The total of c · n over these
/// samples, each with n = 1, is c · k: what the expression gives with n = k. So the totals over combinations and over
/// samples are the same. The same holds for `mentions`, `w`, `x_sum` and `x_known`, whose value for a combination is
/// the total of its samples', and for products with one count of each of several joined relations.
struct CountExpression {
    /// The sources whose count is a factor.
    private(set) var factors: Set<Int> = []
    /// Whether it is certainly a double or null, so that a division keeps the fraction.
    private(set) var isReal = false
    /// Whether it may be null for one sample and not for another of the same combination.
    private(set) var isNullable = false
    /// Whether it counts rows: it is `n`, or the product of the `n` of several sources.
    private(set) var isRowCount = false
    /// Whether its totals are the same to the last digit: it names no measure.
    private(set) var isExact = true
    private var isZero = false

    private init() {}

    /// Nil if the total over combinations may be another.
    init?(_ rewrite: CoreRewrite, _ range: Range<Int>) {
        guard let read = CountExpression.read(range, rewrite) else { return nil }
        self = read
    }

    private static func read(_ range: Range<Int>, _ rewrite: CoreRewrite) -> CountExpression? {
        let expression = ExpressionTokens(parser: rewrite.parser, range: range).withoutParentheses
        let range = expression.range
        guard let first = range.first else { return nil }
        let references = rewrite.countReferences(range)
        if references.isEmpty { return constant(expression, rewrite) }
        if references.count == 1, references[0].range == range { return CountExpression(references[0]) }
        guard !expression.isCondition,
            expression.lastOperator(["||", "<<", ">>", "&", "|", "%", "->", "->>"]) == nil
        else { return nil }
        for signs in [["+", "-"], ["*", "/"]] {
            guard let sign = expression.lastOperator(signs) else { continue }
            guard let left = read(range.lowerBound..<sign, rewrite),
                let right = read(sign + 1..<range.upperBound, rewrite)
            else { return nil }
            if signs == ["*", "/"] { return left.times(right, isQuotient: rewrite.tokens[sign].isSymbol("/")) }
            // If one term is null and the other is not, the sum is null. This does not hold for their totals.
            return any(of: [left, right]).flatMap { $0.isNullable ? nil : $0 }
        }
        if rewrite.tokens[first].isSymbol("-") || rewrite.tokens[first].isSymbol("+") {
            return read(first + 1..<range.upperBound, rewrite)?.changed()
        }
        if let branches = expression.branches {
            guard branches.conditions.allSatisfy({ isConstant($0, rewrite) }) else { return nil }
            return any(of: branches.results.map { read($0, rewrite) })
        }
        return expression.call.flatMap { read($0, rewrite) }
    }

    /// A call of a function.
    private static func read(
        _ call: (name: String, arguments: [Range<Int>]), _ rewrite: CoreRewrite
    ) -> CountExpression? {
        guard let first = call.arguments.first else { return nil }
        switch call.name {
        case "coalesce", "ifnull":
            // The other terms may only turn the value to null, and must add zero.
            guard call.arguments.dropFirst().allSatisfy({ read($0, rewrite)?.isZero == true }) else { return nil }
            return read(first, rewrite)?.changed()
        case "iif":
            guard isConstant(first, rewrite), call.arguments.count == 3 else { return nil }
            return any(of: call.arguments.dropFirst().map { read($0, rewrite) })
        case "cast":
            guard isCastToReal(call, rewrite.tokens), var count = read(first.dropLast(2), rewrite)?.changed() else {
                return nil
            }
            count.isReal = true
            return count
        default: return nil
        }
    }

    private init(_ reference: CoreRewrite.CountReference) {
        factors = [reference.source]
        isReal = reference.count.isReal
        isNullable = reference.count.isNullable
        isRowCount = reference.count.isRowCount
    }

    /// An expression without counts.
    private static func constant(_ expression: ExpressionTokens, _ rewrite: CoreRewrite) -> CountExpression? {
        let (range, tokens) = (expression.range, rewrite.tokens)
        guard Aggregate.isPlain(range, rewrite) else { return nil }
        var constant = CountExpression()
        let only = range.count == 1 ? tokens[range.lowerBound] : nil
        if let only, only.kind == .number {
            constant.isReal = only.text.contains { ".eE".contains($0) } && !only.text.hasPrefix("0x")
        }
        constant.isZero = only?.text == "0" || only?.isWord("null") == true
        if let call = expression.call, call.name == "cast" { constant.isReal = isCastToReal(call, tokens) }
        let measures = rewrite.sources.reduce(into: Set<SQLName>()) { $0.formUnion($1.relation.measures) }
        constant.isExact = !range.contains { index in
            tokens[index].kind == .parameter || tokens[index].name.map(measures.contains) == true
        }
        return constant
    }

    /// A sum of terms, or one of several: each must have the same counts as factors, or be zero.
    private static func any(of terms: [CountExpression?]) -> CountExpression? {
        let known = terms.compactMap(\.self)
        let counted = known.filter { !$0.isZero }
        guard known.count == terms.count, let first = counted.first,
            counted.allSatisfy({ $0.factors == first.factors })
        else { return nil }
        var sum = CountExpression()
        sum.factors = first.factors
        sum.isReal = counted.allSatisfy(\.isReal)
        sum.isNullable = counted.contains(where: \.isNullable)
        sum.isExact = counted.allSatisfy(\.isExact)
        return sum
    }

    private func times(_ other: CountExpression, isQuotient: Bool) -> CountExpression? {
        guard factors.isDisjoint(with: other.factors) else { return nil }
        // The quotient of integers is truncated: 1/3 + 1/3 + 1/3 is 0, 3/3 is 1.
        if isQuotient { guard other.factors.isEmpty, isReal || other.isReal else { return nil } }
        var product = CountExpression()
        product.factors = factors.union(other.factors)
        product.isReal = isReal || other.isReal
        product.isNullable = isNullable || other.isNullable
        product.isRowCount = !isQuotient && isRowCount && other.isRowCount
        product.isExact = isExact && other.isExact && !isQuotient
        return product
    }

    /// The same, as something else than a count of rows.
    private func changed() -> CountExpression {
        var changed = self
        changed.isRowCount = false
        return changed
    }

    private static func isConstant(_ range: Range<Int>, _ rewrite: CoreRewrite) -> Bool {
        rewrite.countReferences(range).isEmpty && Aggregate.isPlain(range, rewrite)
    }

    /// `cast(… as real)`; its argument ends with `as real`.
    private static func isCastToReal(
        _ call: (name: String, arguments: [Range<Int>]), _ tokens: [SQLToken]
    ) -> Bool {
        guard call.arguments.count == 1, let type = call.arguments[0].last, call.arguments[0].count > 2 else {
            return false
        }
        return tokens[type - 1].isWord("as")
            && ["real", "double", "float"].contains { tokens[type].isWord($0) }
    }
}
