import TestSupport

/// Makes seeded random statements that choose samples by queries of ids.
struct IDStatement {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func pick(_ elements: [String]) -> String {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    // MARK: - Queries of ids

    private mutating func relation() -> String {
        pick(["places", "places", "places", "samples", "countries", "licences", "continents"])
    }

    private mutating func column(_ relation: String) -> String {
        switch relation {
        case "places": pick(["place", "place", "continent", "country", "stage", "source"])
        case "countries": pick(["country", "iso2", "source", "domain"])
        case "licences": pick(["licence", "licence", "culture"])
        case "continents": "continent"
        default: pick(["source", "stage", "language", "cultural", "domain", "tokens"])
        }
    }

    /// A condition on a row of a relation, whose columns are named with a prefix.
    private mutating func condition(_ relation: String, _ prefix: String = "", depth: Int = 0) -> String {
        let column = prefix + column(relation)
        return switch Int.random(in: 0..<17, using: &generator) {
        case 0:
            "\(column) \(pick(["=", "<>", "<", ">=", "is", "is not"])) \(pick(["'India'", "'Crawl'", "'Asia'", "1", "null", "'it''s'"]))"
        case 1: "\(column) in ('India', 'USA', 'Crawl', 'Europe', 1)"
        case 2: "\(column) is \(pick(["", "not "]))null"
        case 3: "\(column) like \(pick(["'%i%'", "'_s%'", "'%'"]))"
        case 4 where depth < 2:
            "(\(condition(relation, prefix, depth: depth + 1)) or \(condition(relation, prefix, depth: depth + 1)))"
        case 5 where depth < 2:
            "\(condition(relation, prefix, depth: depth + 1)) and \(condition(relation, prefix, depth: depth + 1))"
        case 6 where depth < 2: "not (\(condition(relation, prefix, depth: depth + 1)))"
        case 7: "\(column) between 'B' and 'K'"
        case 8: "length(\(column)) > 4"
        case 9: "coalesce(\(column), 'none') \(pick(["=", "<>"])) 'none'"
        case 10: "case when \(column) = 'India' then 1 when \(column) = 'Crawl' then null else 0 end"
        case 11: "\(column) = 'INDIA' collate nocase"
        case 12: "\(prefix)tokens \(pick(["> 1", "= 0", "is null", "in (1, 5)"]))"
        case 13: "\(prefix)text like '%the%'"
        case 14 where depth < 1: "\(prefix)id \(pick(["in", "not in"])) (\(ids(depth: depth + 1)))"
        case 15 where depth < 1: "\(prefix)id < 40"
        default: "\(column) > 'C'"
        }
    }

    /// A query of ids.
    private mutating func ids(depth: Int = 0) -> String {
        if depth < 1, chance(15) {
            return "\(ids(depth: 1)) \(pick(["union", "intersect", "except", "union all"])) \(ids(depth: 1))"
        }
        let relation = relation()
        let alias = chance(25) ? " as r" : ""
        let prefix = alias.isEmpty ? "" : "r."
        let condition = chance(80) ? " where \(condition(relation, prefix, depth: depth))" : ""
        let grouped =
            chance(12) ? " group by \(prefix)id having count(*) \(pick(["> 1", ">= 2 and count(*) < 4"]))" : ""
        return "select \(chance(10) ? "distinct " : "")\(prefix)id from \(relation)\(alias)\(condition)\(grouped)"
    }

    /// A condition or number that depends on the id of a row of `s`.
    private mutating func term(isAliased: Bool) -> String {
        let id = isAliased ? pick(["s.id", "s.id", "id"]) : "id"
        if !isAliased || chance(45) { return "\(id) \(pick(["in", "not in", "in"])) (\(ids()))" }
        let relation = relation()
        let link = pick(["p.id = s.id", "s.id = p.id", "id = s.id", "p.id == s.id"])
        let rest = chance(70) ? " and \(condition(relation, pick(["p.", ""]), depth: 1))" : ""
        let rows = "from \(relation) p where \(link)\(rest)"
        if chance(25) { return "(select count(*) \(rows)) \(pick(["> 1", "= 0", "* 2 >= 2"]))" }
        return
            "\(pick(["", "not "]))exists (select \(pick(["1", "*", "p.id", "null"])) \(rows)\(chance(10) ? " limit 1" : ""))"
    }

    // MARK: - Statements

    mutating func next() -> String {
        let isAliased = chance(70)
        let relation = pick(["samples", "samples", "samples", "places", "countries"])
        let table = isAliased ? "\(relation) s" : relation
        let term = term(isAliased: isAliased)
        let other = self.term(isAliased: isAliased)
        let key = pick(["source", "stage", "domain", "language"])
        let more = pick(["", "", " and cultural = 1", " and not (domain = 'Math')", " or source = 'Crawl'"])
        return switch Int.random(in: 0..<18, using: &generator) {
        case 0: "select count(*) from \(table) where \(term)\(more)"
        case 1, 2: "select \(key), count(*) from \(table) where \(term)\(more) group by \(key)"
        case 3: "select \(key), avg(\(term)) from \(table) group by \(key)"
        case 4: "select \(key), count(*) filter (where \(term)) from \(table) group by 1"
        case 5: "select sum(case when \(term) then 1 else 0 end), sum(\(other)) from \(table)"
        case 6: "select count(*) from \(table) where \(term) and \(other)"
        case 7: "select \(key), count(*) from \(table) where (\(term) or \(other))\(more) group by 1"
        case 8: "select \(term) as x, count(*) from \(table) group by x"
        case 9: "select id, \(term) from \(table) where \(other)"
        case 10: "select id from \(table) where \(term) order by id limit 5"
        case 11: "select \(key), count(distinct culture), max(language) from \(table) where \(term) group by 1"
        case 12:
            "select \(key), count(*) * 1.0 / (select count(*) from samples where \(self.term(isAliased: false))) from \(table) where \(term) group by 1"
        case 13: "with c as (select \(key) as k, n from \(table) where \(term)) select k, sum(n) from c group by k"
        case 14:
            "select label, count(*) from \(relation) s join meaning on meaning.name = s.source where s.\(term.hasPrefix("id") ? term : "id in (select id from places)") group by 1"
        case 15: "select \(key), count(*) from \(table) where not \(term) group by 1 having count(*) > 1"
        case 16: "select \(key), iif(\(term), 'a', 'b') as x, count(*), avg(tokens) from \(table) group by 1, 2"
        default: "select \(key), sum(n) from \(table) where \(key) is not null and \(term) group by 1 order by 2, 1"
        }
    }
}
