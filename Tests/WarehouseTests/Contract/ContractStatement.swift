import TestSupport

/// Makes seeded random statements that mix counts (`n`, `mentions`, `w`, totals) with every kind of aggregate, up to
/// three levels deep, in steps, sub-queries, views, joins and windows.
///
/// None has a bare count in its result, where it may stand for several samples.
struct ContractStatement {
    private var generator: SeededGenerator
    private var stepCount = 0
    private var steps: [String] = []

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Something to select from: a relation, or a query over one.
    private struct Source {
        var sql: String
        /// Columns to group by.
        var keys: [String]
        /// Columns of numbers that are the same for all samples of a combination.
        var numbers: [String]
        var counts: [String]
    }

    private static let tags = ["source", "stage", "language", "culture", "cultural", "domain", "task", "format"]
    private static let lists: [String: [String]] = [
        "places": ["place", "country", "continent"], "countries": ["country", "region"], "continents": ["continent"],
        "languages": ["language_name"], "licences": ["licence"],
    ]

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    private mutating func some(_ elements: [String], _ most: Int) -> [String] {
        Array(elements.shuffled(using: &generator).prefix(Int.random(in: 1...most, using: &generator)))
    }

    /// The next statement.
    mutating func next() -> String {
        steps = []
        stepCount = 0
        let depth = Int.random(in: 0...2, using: &generator)
        let statement = result(of: source(depth))
        return steps.isEmpty ? statement : "with \(steps.joined(separator: ", ")) \(statement)"
    }

    // MARK: - Sources

    private mutating func source(_ depth: Int) -> Source {
        guard depth > 0 else { return relation() }
        let inner = source(depth - 1)
        let projected = chance(70) ? projection(of: inner) : grouping(of: inner)
        guard chance(40) else {
            return Source(
                sql: "(\(projected.sql))", keys: projected.keys, numbers: projected.numbers, counts: projected.counts)
        }
        stepCount += 1
        let name = "step\(stepCount)"
        steps.append("\(name) as (\(projected.sql))")
        return Source(sql: name, keys: projected.keys, numbers: projected.numbers, counts: projected.counts)
    }

    private mutating func relation() -> Source {
        let totals = ["tokens_sum", "tokens_known", "score_known"]
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<4:
            return Source(sql: "samples", keys: Self.tags, numbers: ["tokens", "cultural"], counts: ["n"] + totals)
        case 4:
            return Source(
                sql: "cultural_samples", keys: ["stage", "domain", "language_name", "source"],
                numbers: ["tokens", "cultural"], counts: ["n"])
        default:
            let name = pick(Self.lists.keys.sorted())
            return Source(
                sql: name, keys: (Self.lists[name] ?? []) + Self.tags.filter { $0 != "language" },
                numbers: ["tokens", "cultural"], counts: ["n", "mentions", "w"] + totals)
        }
    }

    /// Rows as they are, with a condition or without; or those of two such queries.
    private mutating func projection(of source: Source) -> Source {
        let keys = some(source.keys, 3)
        let numbers = source.numbers.isEmpty ? [] : some(source.numbers, 2)
        let counts = source.counts.isEmpty ? [] : some(source.counts, 3)
        let named = counts.map { count in
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: "\(count) as \(count)_again"
            case 1: "\(count) * 2 as \(count)_twice"
            default: count
            }
        }
        let names = named.map { $0.split(separator: " ").last.map(String.init) ?? $0 }
        let list = (keys + numbers.filter { !keys.contains($0) } + named).joined(separator: ", ")
        var sql = "select \(list) from \(source.sql)\(condition(source))"
        if chance(15) { sql += " union all select \(list) from \(source.sql)\(condition(source))" }
        if chance(5) { sql = "select distinct \(list) from \(source.sql)" }
        if chance(5) { sql = "select * from (\(sql))" }
        return Source(sql: sql, keys: keys, numbers: numbers, counts: names)
    }

    private mutating func grouping(of source: Source) -> Source {
        let keys = some(source.keys, 2)
        let aggregates = (1...Int.random(in: 1...2, using: &generator)).map { "\(aggregate(source)) as total\($0)" }
        let totals = aggregates.indices.map { "total\($0 + 1)" }
        return Source(
            sql:
                "select \((keys + aggregates).joined(separator: ", ")) from \(source.sql)\(condition(source)) group by \(keys.joined(separator: ", "))",
            keys: keys, numbers: totals, counts: [])
    }

    // MARK: - Results

    private mutating func result(of source: Source) -> String {
        let keys = some(source.keys, 2)
        let list = keys.joined(separator: ", ")
        let aggregates = (0..<Int.random(in: 1...3, using: &generator)).map { _ in aggregate(source) }
        let all = aggregates.joined(separator: ", ")
        let key = keys[0]
        switch Int.random(in: 0..<18, using: &generator) {
        case 0: return "select \(all) from \(source.sql)\(condition(source))"
        case 1:
            return
                "select \(list), \(all) from \(source.sql) group by \(list) having \(aggregate(source)) \(pick([">", "<=", "is not"])) \(pick(["3", "0", "1", "null"]))"
        case 2:
            return
                "select \(key), \(all), sum(\(aggregates[0])) over (order by \(key)), rank() over (order by \(aggregates[0])) from \(source.sql)\(condition(source)) group by 1"
        case 3:
            return
                "select \(key), \(windowed(source)) over (partition by \(key)), \(windowed(source)) over () from \(source.sql)\(condition(source))"
        case 4:
            return
                "select label, \(all) from \(source.sql) as r \(pick(["join", "left join"])) meaning on meaning.name = r.\(key) group by label"
        case 5:
            return
                "select label, \(all) from meaning left join \(source.sql) as r on r.\(key) = meaning.name group by label"
        case 6:
            let other = relation()
            guard let count = source.counts.first, let common = other.keys.first(where: source.keys.contains) else {
                break
            }
            return
                "select a.\(common), \(pick(["sum(a.\(count) * b.n)", "sum(a.\(count))", "sum(b.n)", "count(*)", "sum(a.\(count) * b.\(pick(other.counts)))", "avg(b.n)"])) from \(source.sql) as a join \(other.sql) as b on a.\(common) = b.\(common) group by 1"
        case 7:
            return
                "select \(key), \(all), (select \(pick(["sum(i.n)", "count(*)", "avg(i.tokens)", "sum(i.tokens * i.n)", "max(i.n)"])) from samples as i where i.source = r.\(key)) from \(source.sql) as r group by \(key)"
        case 8:
            return
                "select \(list), \(all) from \(source.sql) where \(key) in (select \(pick(["source", "domain", "stage"])) from samples group by 1 having sum(n) > \(pick(["2", "9"]))) group by \(list)"
        case 9:
            return
                "select \(list), \(all) from \(source.sql) group by \(list) order by \(list), \(aggregates[0]) limit 7"
        case 10:
            return "select distinct \(([key] + source.counts.prefix(1)).joined(separator: ", ")) from \(source.sql)"
        case 11:
            return
                "select \(key), \(all) from \(source.sql) group by 1 union all select 'all', \(all) from \(source.sql)"
        case 12:
            return
                "select \(list), \(all) from \(source.sql) where exists (select 1 from samples as i where i.domain = \(key)) group by \(list)"
        case 13, 14:
            // Other counts than that of the rows are those of one row each, also bare.
            let counts = source.counts.filter { !$0.hasPrefix("n") }
            guard !counts.isEmpty else { break }
            return
                "select \((keys + some(counts, 2)).joined(separator: ", ")) from \(source.sql)\(condition(source)) order by \(pick(counts))"
        default: break
        }
        return "select \(list), \(all) from \(source.sql)\(condition(source)) group by \(list)"
    }

    // MARK: - Expressions

    private mutating func condition(_ source: Source) -> String {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<5: ""
        case 5:
            source.counts.isEmpty
                ? "" : " where \(pick(source.counts)) \(pick([">", ">=", "=", "<"])) \(pick(["0", "1", "2", "0.7"]))"
        default: " where \(test(source))"
        }
    }

    private mutating func test(_ source: Source) -> String {
        let key = pick(source.keys)
        return pick([
            "\(key) is not null", "\(key) > 'C'", "\(key) <> 'Math'", "\(key) in ('Crawl', 'Math', 'eng')",
            "\(key) like '%a%'", "length(\(key)) > 4", "not \(key) is null",
        ])
    }

    private mutating func windowed(_ source: Source) -> String {
        let count = source.counts.isEmpty ? "1" : pick(source.counts)
        return pick(["sum(\(count))", "count(*)", "max(\(count))", "sum(\(count) * 2)"])
    }

    private mutating func aggregate(_ source: Source) -> String {
        let count = source.counts.isEmpty ? "1" : pick(source.counts)
        let other = source.counts.isEmpty ? "2" : pick(source.counts)
        let number = source.numbers.isEmpty ? "length(\(pick(source.keys)))" : pick(source.numbers)
        let key = pick(source.keys)
        let test = test(source)
        let filter = chance(20) ? " filter (where \(self.test(source)))" : ""
        return switch Int.random(in: 0..<46, using: &generator) {
        case 0..<8: "sum(\(count))\(filter)"
        case 8: "total(\(count))\(filter)"
        case 9: "avg(\(count))\(filter)"
        case 10: "count(\(count))\(filter)"
        case 11: "min(\(count))\(filter)"
        case 12: "max(\(count))\(filter)"
        case 13: "count(distinct \(count))\(filter)"
        case 14: "sum(distinct \(count))\(filter)"
        case 15: "sum(\(count) * \(other))\(filter)"
        case 16: "sum(\(number) * \(count))\(filter)"
        case 17: "sum(case when \(test) then \(count) end)\(filter)"
        case 18: "sum(case when \(test) then \(count) else 0 end)"
        case 19: "avg(case when \(test) then \(count) end)"
        case 20: "sum(\(count) / 2)\(filter)"
        case 21: "sum(\(count) * 1.0 / 3)"
        case 22: "sum(coalesce(\(count), 0))"
        case 23: "sum(-\(count))\(filter)"
        case 24: "sum(\(count) + \(other))"
        case 25: "sum(\(count) - 1)"
        case 26: "sum(iif(\(test), \(count), 0))"
        case 27: "sum(cast(\(count) as real))"
        case 28: "sum(\(count)) * 1.0 / count(*)"
        case 29: "sum(abs(\(count)))"
        case 30: "sum(\(count) > 1)"
        case 31: "sum(nullif(\(count), 1))"
        case 32, 33: "avg(\(number))\(filter)"
        case 34: "sum(\(number))\(filter)"
        case 35: "total(\(number) * 2)\(filter)"
        case 36: "count(\(number))\(filter)"
        case 37, 38: "count(*)\(filter)"
        case 39: "min(\(number))"
        case 40: "max(\(key))\(filter)"
        case 41: "count(distinct \(key))\(filter)"
        case 42: "length(group_concat(\(key)))"
        case 43: "round(gini(\(count)), 9)"
        case 44: "round(entropy(\(count)) filter (where \(count) > 0), 9)"
        default: "sum(\(key))"
        }
    }
}
