import TestSupport

/// Makes seeded random statements that mean the same over the relations and over plain tables of the same rows.
struct RandomStatement {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let tags = [
        "source", "stage", "language", "language_code", "culture", "cultural", "domain", "task", "format", "file",
        "dataset",
    ]
    private static let relations: [String: [String]] = [
        "samples": [], "places": ["place", "country", "iso2", "region", "subregion", "continent"],
        "countries": ["country", "iso3", "region", "continent"], "subregions": ["subregion", "region"],
        "regions": ["region"], "continents": ["continent"], "licences": ["licence"],
        "languages": ["language", "language_name"],
        "domains": ["domain"], "tasks": ["task"],
    ]
    private static let constants = [
        "'Crawl'", "'ENG'", "'india'", "'CULTURE'", "'O''Reilly \"books\"'", "'pretraining'", "'eng'", "'हिन्दी'",
        "'NoCulture'", "'India'", "'USA'", "'US'",
        "'Asia'",
        "'QA'", "'a'", "'MIT'", "''", "'🇯🇵'", "'Nowhere'", "null", "1", "0", "'1'", "'%ul%'", "2.5", "-7", "'test'",
        "x'61'",
        "cast('a' || char(0) || 'b' as text)", "char(233)", "'e' || char(769)", "1099511627776", "1e300", "0.1",
    ]

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    /// The next statement.
    mutating func next() -> String {
        switch Int.random(in: 0..<14, using: &generator) {
        case 0: rowWise()
        case 1: join()
        case 2: commonTable()
        case 3: subquery()
        case 4: window()
        case 5: distinct()
        case 6: correlated()
        case 7: view()
        case 8: selfJoin()
        case 9: union()
        case 10: outerJoin()
        default: grouped()
        }
    }

    // MARK: - Parts

    private mutating func relation() -> (name: String, columns: [String]) {
        let name = chance(40) ? "samples" : pick(Self.relations.keys.sorted())
        let own = Self.relations[name] ?? []
        return (name, own + Self.tags.filter { !own.contains($0) })
    }

    private mutating func keys(_ columns: [String], _ most: Int = 3) -> [String] {
        Array(columns.shuffled(using: &generator).prefix(Int.random(in: 1...most, using: &generator)))
    }

    private mutating func constant() -> String { pick(Self.constants) }

    private mutating func condition(_ columns: [String], prefix: String = "") -> String {
        let column = prefix + pick(columns + ["tokens", "score", "text", "note", "id", "\"row\""])
        let number = prefix + pick(["tokens", "score", "id", "\"row\"", "cultural"])
        return switch Int.random(in: 0..<16, using: &generator) {
        case 0: "\(column) = \(constant())"
        case 1: "\(column) <> \(constant())"
        case 2: "\(column) in (\(constant()), \(constant()), \(constant()))"
        case 3: "\(column) is null"
        case 4: "\(column) is not null"
        case 5: "\(column) like \(pick(["'%a%'", "'c_ltu%'", "'%'", "''", "'INDIA'", "'%\"%'", "null", "'1%'"]))"
        case 6: "\(column) not in (\(constant()), \(constant()))"
        case 7:
            "\(number) \(pick(["<", "<=", ">", ">=", "=", "<>"])) \(pick(["5", "0", "-7", "0.5", "100", "250.5", "'5'", "null"]))"
        case 8: "\(number) between \(pick(["0", "-10", "2.5"])) and \(pick(["5", "120", "1e301"]))"
        case 9: "(\(condition(columns, prefix: prefix)) or \(condition(columns, prefix: prefix)))"
        case 10: "not (\(condition(columns, prefix: prefix)))"
        case 11: "\(column) is \(constant())"
        case 12: "\(column) is not \(constant())"
        case 13: "\(column) glob \(pick(["'*a*'", "'C*'", "'*'"]))"
        case 14:
            "\(prefix)\(pick(columns)) = \(pick(["'ENG'", "'india'", "'CULTURE'", "'qa'", "'noculture'", "'crawl'"])) collate nocase"
        default: "\(column) in (select \(pick(["source", "language", "domain"])) from samples where cultural)"
        }
    }

    private mutating func filter(_ columns: [String]) -> String {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<4: ""
        case 4..<8: " where \(condition(columns))"
        default: " where \(condition(columns)) and \(condition(columns))"
        }
    }

    private mutating func aggregate(_ relation: String) -> String {
        let counting = relation == "samples" ? ["n"] : ["n", "mentions", "w"]
        let count = pick(counting)
        return switch Int.random(in: 0..<8, using: &generator) {
        case 0: "sum(tokens_sum)"
        case 1: "round(sum(score_sum) / 1e290, 6)"
        case 2: "sum(\(count)) filter (where cultural)"
        case 3: "sum(n) filter (where \(pick(["stage", "domain", "format"])) = \(constant()))"
        case 4: "sum(tokens * n)"
        case 5: "count(distinct \(pick(Self.tags)))"
        case 6: "max(\(pick(Self.tags)))"
        default: "sum(\(count))"
        }
    }

    // MARK: - Shapes

    private mutating func grouped() -> String {
        let (name, columns) = relation()
        let keys = keys(columns)
        let having = chance(20) ? " having sum(n) > \(pick(["0", "3", "20"]))" : ""
        if chance(20) { return "select \(aggregate(name)), sum(n) from \(name)\(filter(columns))" }
        if chance(30) {
            let count = pick([
                "count(*)", "count(tokens)", "count(distinct culture)", "sum(tokens)", "min(tokens)", "max(text)",
                "count(place)",
            ])
            let counted = count == "count(place)" && !columns.contains("place") ? "count(*)" : count
            return
                "select \(keys.joined(separator: ", ")), \(counted) from \(name)\(filter(columns)) group by \(keys.joined(separator: ", "))"
        }
        return
            "select \(keys.joined(separator: ", ")), \(aggregate(name)), \(aggregate(name)), sum(n) from \(name)\(filter(columns)) group by \(keys.joined(separator: ", "))\(having)"
    }

    private mutating func rowWise() -> String {
        let (name, columns) = relation()
        let shown = keys(columns + ["text", "note", "tokens", "score", "\"row\""], 5)
        return "select id, \(shown.joined(separator: ", ")) from \(name)\(filter(columns))"
    }

    private mutating func join() -> String {
        let (name, columns) = relation()
        let plain = pick(["inner", "left"])
        return
            "select meaning.label, r.\(pick(columns)) as k, sum(r.n) from \(name) as r \(plain) join meaning on meaning.name = r.\(pick(["source", "domain", "language"])) group by 1, 2"
    }

    private mutating func outerJoin() -> String {
        "select meaning.label, sum(r.n) from meaning left join \(pick(["samples", "places", "countries"])) as r on r.\(pick(["source", "domain", "culture"])) = meaning.name group by 1"
    }

    private mutating func commonTable() -> String {
        let (name, columns) = relation()
        let keys = keys(columns, 2)
        let list = keys.joined(separator: ", ")
        return """
            with counted as (select \(list), sum(n) as total from \(name)\(filter(columns)) group by \(list)), \
            ranked as (select *, rank() over (order by total desc) as place_of from counted) \
            select \(list), total, place_of from ranked where place_of <= 5
            """
    }

    private mutating func subquery() -> String {
        let (name, columns) = relation()
        let key = pick(["source", "language", "domain", "culture"])
        return
            "select \(pick(columns)) as k, sum(n) from \(name) where \(key) in (select \(key) from \(pick(["samples", "places"])) group by \(key) having sum(n) > \(pick(["5", "30"]))) group by 1"
    }

    private mutating func window() -> String {
        let (name, columns) = relation()
        let key = pick(columns)
        return
            "select \(key), sum(sum(n)) over (order by \(key)), sum(n) * 1.0 / sum(sum(n)) over () from \(name)\(filter(columns)) group by \(key)"
    }

    private mutating func distinct() -> String {
        let (name, columns) = relation()
        return "select distinct \(keys(columns).joined(separator: ", ")) from \(name)\(filter(columns))"
    }

    private mutating func correlated() -> String {
        let key = pick(["source", "domain", "task"])
        return
            "select \(key), (select sum(inner_.n) from \(pick(["samples", "places", "countries"])) as inner_ where inner_.\(key) = outer_.\(key)) from samples as outer_ where outer_.id <= 12"
    }

    private mutating func view() -> String {
        let key = pick(["stage", "domain", "language_name"])
        return "select \(key), sum(n) from cultural_samples\(filter(["stage", "domain"])) group by \(key)"
    }

    private mutating func selfJoin() -> String {
        if chance(50) {
            return
                "select p.place, s.domain, sum(p.n) from samples as s join places as p on p.id = s.id where s.id < 60 and \(condition(["source", "task"], prefix: "s.")) group by 1, 2"
        }
        let key = pick(["source", "domain"])
        return
            "select a.\(key), sum(a.n * b.n) from samples as a join \(pick(["samples", "places"])) as b on a.\(key) = b.\(key) group by 1"
    }

    private mutating func union() -> String {
        "select source, sum(n) from samples\(filter(Self.tags)) group by 1 union all select place, sum(w) from places\(filter(Self.tags)) group by 1 except select 'Kenya', 0.0"
    }

    // MARK: - Rows counted as written

    /// A statement that counts rows without `n`.
    mutating func nextAsWritten() -> String {
        let (name, columns) = relation()
        let keys = keys(columns)
        let list = keys.joined(separator: ", ")
        let counts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in countOfRows(columns) }
        let all = counts.joined(separator: ", ")
        switch Int.random(in: 0..<14, using: &generator) {
        case 0: return "select \(all) from \(name)\(filter(columns))"
        case 1:
            return
                "select \(all), \(keys[0]) as k from \(name) as r\(filter(columns)) group by k having count(*) \(pick([">", "<="])) \(pick(["3", "20"])) order by 1, k"
        case 2:
            return
                "select label, \(all) from \(name) join meaning on meaning.name = \(name).source\(filter(columns)) group by label"
        case 3:
            return
                "select r.\(keys[0]), count(*), count(label) from \(name) r left join meaning on meaning.name = r.domain group by r.\(keys[0])"
        case 4:
            return
                "with counted as (select \(list), count(*) as total from \(name)\(filter(columns)) group by \(list)) select *, rank() over (order by total desc) from counted"
        case 5: return "select distinct \(list) from \(name)\(filter(columns)) order by 1"
        case 6:
            return
                "select \(keys[0]), count(*), sum(count(*)) over (order by \(keys[0])), count(*) * 1.0 / sum(count(*)) over () from \(name)\(filter(columns)) group by 1"
        case 7:
            return
                "select \(keys[0]), \(all) from \(name) where source in (select source from samples group by source having count(*) > \(pick(["5", "30"]))) group by \(keys[0])"
        case 8:
            return
                "select \(keys[0]), (select count(*) from samples as i where i.source = o.source) from \(name) as o where o.id <= 12"
        case 9:
            return
                "select \(keys[0]), \(all) from \(name)\(filter(columns)) group by 1 union all select 'all', \(all) from samples order by 1"
        case 10:
            return
                "select upper(\(keys[0])) as u, \(all) from \(name)\(filter(columns)) group by upper(\(keys[0]))"
        case 11:
            return
                "select \(list) from \(name)\(filter(columns)) group by \(list) having \(countOfRows(columns)) > 3"
        default:
            return
                "select \(list), \(all) from \(name)\(filter(columns)) group by \(list)\(chance(30) ? " order by \(counts[0]) desc, \(list) limit 4" : "")"
        }
    }

    private mutating func countOfRows(_ columns: [String]) -> String {
        let column = pick(columns)
        let condition =
            "\(pick(columns)) \(pick(["=", "<>", "is", "is not"])) \(pick(["'Crawl'", "'eng'", "1", "null", "'QA'"]))"
        let filter = chance(30) ? " filter (where \(condition))" : ""
        return switch Int.random(in: 0..<18, using: &generator) {
        case 0..<4: "count(*)\(filter)"
        case 4: "count(\(column))\(filter)"
        case 5: "count(distinct \(column))\(filter)"
        case 6: "sum(cultural)\(filter)"
        case 7: "avg(cultural)\(filter)"
        case 8: "sum(\(condition))\(filter)"
        case 9: "avg(case when \(condition) then 1 else 0 end)"
        case 10: "sum(tokens)\(filter)"
        case 11: "count(tokens)\(filter)"
        case 12: "round(avg(tokens)\(filter), 3)"
        case 13: "\(pick(["min", "max"]))(\(pick(["tokens", "score", column])))"
        case 14: "round(total(score)\(filter) / 1e290, 6)"
        case 15: "round(avg(score)\(filter) / 1e290, 6)"
        case 16: "count(*) * 100.0 / nullif(count(\(column)), 0)"
        default: "sum(case when \(condition) then 1 end)"
        }
    }
}
