extension SurveyProfile {
    private static let keys = [
        "name", "title", "url", "licence", "columns", "missing", "countries", "cultures", "paper_rule", "prompts",
        "sizes", "lists", "one", "questions",
    ]

    /// Decodes a profile.
    ///
    /// - Parameter file: its name in errors.
    /// - Throws: `SurveyError`, with the line.
    public init(yaml: String, file: String) throws {
        let root = try ProfileNode(yaml: yaml, file: file)
        let fields = try root.fields(known: Self.keys)
        let cultures = try fields["cultures"].map { try $0.items().map(Culture.init) } ?? []
        self.init(
            name: try fields.required("name").string(), title: try fields["title"]?.string() ?? "",
            url: try fields["url"]?.string(), roles: try ColumnRoles(fields.required("columns")),
            missing: try fields["missing"].map { try $0.items().map(MissingCode.init) } ?? [],
            countries: try fields["countries"].map { try $0.items().map(SurveyCountry.init) } ?? [],
            cultures: cultures, paper: try fields["paper_rule"].map(PaperRule.init) ?? PaperRule(),
            prompts: try fields["prompts"].map(PromptTemplates.init) ?? .english,
            sizes: try fields["sizes"].map(ExportSize.list) ?? [ExportSize(name: "50", augmented: 0, list: nil)],
            lists: try fields["lists"].map(AugmentedList.list) ?? [],
            one: try fields["one"].map { try Self.one($0) },
            questions: try fields["questions"].map { try QuestionSet(questions: $0) })
    }

    private static func one(_ node: ProfileNode) throws -> (cultures: [String], size: String) {
        let fields = try node.fields(known: ["cultures", "size"])
        return (try fields.required("cultures").strings(), try fields.required("size").string())
    }
}

extension SurveyProfile.PaperRule {
    fileprivate init(_ node: ProfileNode) throws {
        let fields = try node.fields(known: ["left_out", "kept_in"])
        self.init(leftOut: try fields["left_out"]?.positive(), keptIn: Set(try fields["kept_in"]?.strings() ?? []))
    }
}

extension ColumnRoles {
    fileprivate init(_ node: ProfileNode) throws {
        let fields = try node.fields(
            known: [
                "country", "country_numbers", "respondent", "weight", "question", "attributes", "not_respondents",
            ])
        self.init(
            country: try fields["country"]?.strings() ?? [],
            countryNumbers: try fields["country_numbers"]?.word(CountryNumbers.self),
            respondent: try fields["respondent"]?.strings() ?? [], weight: try fields["weight"]?.strings() ?? [],
            question: try fields.required("question").string(),
            attributes: try fields["attributes"].map { try $0.entries().map { ($0.key, try $0.value.strings()) } }
                ?? [],
            notRespondents: Set(try fields["not_respondents"]?.strings() ?? []))
    }
}

extension MissingCode {
    fileprivate init(_ node: ProfileNode) throws {
        let fields = try node.fields(known: ["code", "status", "wording"])
        self.init(
            code: try fields.required("code").code(), status: try fields.required("status").word(AnswerStatus.self),
            wording: try fields["wording"]?.string() ?? "")
    }
}

extension SurveyCountry {
    fileprivate init(_ node: ProfileNode) throws {
        let fields = try node.fields(known: ["code", "name", "aliases"])
        let code = try fields.required("code").string()
        self.init(
            code: code, name: try fields["name"]?.string() ?? code, aliases: try fields["aliases"]?.strings() ?? [])
    }
}

extension Culture {
    fileprivate init(_ node: ProfileNode) throws {
        let fields = try node.fields(known: ["name", "aliases", "blocks", "blocks_by_size", "list_by_size"])
        self.init(
            name: try fields.required("name").string(), aliases: try fields["aliases"]?.strings() ?? [],
            blocks: try fields.required("blocks").items().map(Block.init),
            blocksBySize: try Self.bySize(fields["blocks_by_size"]) { try $0.integers() },
            listBySize: try Self.bySize(fields["list_by_size"]) { try $0.string() })
    }

    private static func bySize<Value>(
        _ node: ProfileNode?, _ value: (ProfileNode) throws -> Value
    ) throws -> [String: Value] {
        guard let node else { return [:] }
        return Dictionary(
            try node.entries().map { ($0.key, try value($0.value)) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Culture.Block {
    fileprivate init(_ node: ProfileNode) throws {
        let fields = try node.fields(known: ["country", "first"])
        self.init(country: try fields.required("country").string(), first: try fields["first"]?.positive())
    }
}

extension PromptTemplates {
    fileprivate init(_ node: ProfileNode) throws {
        let fields = try node.fields(known: ["system", "question", "statement", "llama"])
        self.init(
            system: try fields["system"]?.string() ?? PromptTemplates.english.system,
            question: try fields["question"]?.string() ?? PromptTemplates.english.question,
            statement: try fields["statement"]?.string() ?? PromptTemplates.english.statement,
            llama: try fields["llama"]?.string() ?? PromptTemplates.english.llama)
    }
}

extension ExportSize {
    fileprivate static func list(_ node: ProfileNode) throws -> [ExportSize] {
        try node.entries().map { name, value in
            let fields = try value.fields(known: ["augmented", "list"])
            return ExportSize(
                name: name, augmented: try fields["augmented"]?.integer(), list: try fields["list"]?.string())
        }
    }
}

extension AugmentedList {
    fileprivate static func list(_ node: ProfileNode) throws -> [AugmentedList] {
        try node.entries().map { name, value in
            let fields = try value.fields(known: ["file", "positions"])
            let positions = try fields["positions"].map { positions in
                Dictionary(
                    try positions.entries().map { ($0.key, try $0.value.integers()) },
                    uniquingKeysWith: { first, _ in first })
            }
            return AugmentedList(name: name, file: try fields.required("file").string(), positions: positions)
        }
    }
}
