/// What a relation is, its columns, and three examples to begin with.
struct RelationHelp {
    let lines: [String]

    init(_ relation: PromptCatalogue.Relation, _ catalogue: PromptCatalogue) {
        let shown = relation.columns.filter { !$0.isHidden }.map(\.name)
        let hidden = relation.columns.filter(\.isHidden).map(\.name)
        var lines = ["\(relation.name): \(relation.description)", ""]
        lines += ["columns  \(shown.joined(separator: ", "))"]
        if hidden.contains("n") {
            lines += [
                "hidden   \(hidden.joined(separator: ", "))", "",
                "n is the number of samples that a row stands for: 1, so sum(n) counts samples. Only in the result of a select",
                "without aggregates may a row that shows n stand for several samples of the same values. (.help n)", "",
            ]
            lines += RelationHelp.examples(relation)
        } else {
            lines += ["", "select * from \(relation.name) limit 10;"]
        }
        lines += [
            "", "`.describe \(relation.name)` says what each column is, `.columns \(relation.name)` what is in it.",
        ]
        self.lines = lines
    }

    private static func examples(_ relation: PromptCatalogue.Relation) -> [String] {
        guard relation.name != "samples" else {
            return [
                "select stage, count(*) as samples from samples group by stage;",
                "select language, avg(cultural) as share from samples group by language;",
                "select id, source, text from samples where text like '%bread%' limit 5;",
            ]
        }
        // The element of a list relation comes before the columns of the samples.
        let element = relation.columns.first { !$0.isHidden }?.name ?? "id"
        return [
            "select \(element), sum(n) as samples from \(relation.name) group by \(element) order by samples desc limit 10;",
            "select \(element), sum(w) as fractional, sum(mentions) as mentions from \(relation.name) group by \(element);",
            "select stage, count(distinct \(element)) as distinct_values, sum(n) as samples from \(relation.name) group by stage;",
        ]
    }
}
