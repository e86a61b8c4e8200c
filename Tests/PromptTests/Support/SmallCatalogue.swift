import Warehouse

@testable import Prompt

extension PromptCatalogue {
    /// A catalogue without a store: two relations, a plain table, a few functions and values.
    static var small: PromptCatalogue {
        PromptCatalogue(
            relations: [
                Relation(
                    name: "samples", description: "one row per sample",
                    columns: [
                        Column(name: "n", type: "INTEGER", description: "samples", isHidden: true),
                        Column(name: "id", type: "INTEGER", description: "the sample"),
                        Column(name: "source", type: "TEXT", description: "", hasValues: true),
                        Column(name: "stage", type: "TEXT", description: "", hasValues: true),
                        Column(name: "language", type: "TEXT", description: "", hasValues: true),
                        Column(name: "text", type: "TEXT", description: ""),
                    ]),
                Relation(
                    name: "places", description: "one row per sample and distinct place",
                    columns: [
                        Column(name: "n", type: "INTEGER", description: "samples", isHidden: true),
                        Column(name: "w", type: "REAL", description: "1/k", isHidden: true),
                        Column(name: "place", type: "TEXT", description: "", hasValues: true),
                        Column(name: "country", type: "TEXT", description: "", hasValues: true),
                        Column(name: "language", type: "TEXT", description: "", hasValues: true),
                    ]),
                Relation(
                    name: "source_stage", description: "a plain table",
                    columns: [Column(name: "source", type: "TEXT", description: "")]),
            ],
            sampleRelationCount: 2,
            functions: [
                .init(name: "gini", signature: "gini(x)", summary: "Gini."),
                .init(name: "hill", signature: "hill(x, q)", summary: "Hill number."),
            ],
            builtInFunctions: ["abs", "group_concat", "sum", "substr"],
            reports: {
                [
                    Report(name: "decay", title: "Cultural share", parts: ["source"]),
                    Report(name: "composition", title: "Composition", parts: []),
                ]
            },
            values: { column, relation in
                switch (relation, column) {
                case (_, "language"):
                    [.init(text: "eng", count: 90), .init(text: "swh", count: 40), .init(text: "swe", count: 7)]
                case ("places", "country"):
                    [
                        .init(text: "Kenya", count: 12_345), .init(text: "Côte d'Ivoire", count: 30),
                        .init(text: "日本", count: 2),
                    ]
                default: []
                }
            })
    }
}
