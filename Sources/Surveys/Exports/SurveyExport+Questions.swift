extension SurveyExport {
    /// A question of a file, with its prompt.
    struct Item {
        let question: String
        let isAugmented: Bool
        let user: String
    }

    /// The seeds and the augmented questions of a size, in the order of the file.
    ///
    /// - Throws: `SurveyError`.
    func items(_ culture: Culture, size: ExportSize) throws -> [Item] {
        let prompts = tally.profile.prompts
        let seeds = try tally.questions.map { question in
            guard let user = prompts.user(question) else {
                throw SurveyError.noScale(question: question.id, option: "")
            }
            return Item(question: question.id, isAugmented: false, user: user)
        }
        return try seeds
            + augmentedItems(culture, size: size).map { item in
                Item(
                    question: item.question, isAugmented: true,
                    user: item.prompt ?? prompts.user(text: item.text, options: item.options))
            }
    }

    private func augmentedItems(_ culture: Culture, size: ExportSize) throws -> [AugmentedQuestions.Item] {
        if size.augmented == 0 { return [] }
        let listName = culture.listBySize[size.name] ?? size.list
        let list = tally.profile.lists.first { $0.name == listName }
        let file = try self.file(of: list, culture: culture, size: size)
        // The positions hold for the file that they were read from: one of the same name, or of the same content.
        if let positions = list?.positions, file.items.count != size.augmented,
            let taken = file.taking(positions, order: tally.questions.map(\.id))
        {
            return taken
        }
        guard let needed = size.augmented else { return file.items }
        guard let first = file.first(needed) else {
            throw SurveyError.tooFewAugmented(
                size: size.name, needed: needed, file: file.file, found: file.items.count)
        }
        return first
    }

    private func file(of list: AugmentedList?, culture: Culture, size: ExportSize) throws -> AugmentedQuestions {
        if augmented.count == 1 { return augmented[0] }
        guard !augmented.isEmpty else {
            throw SurveyError.augmentedNeeded(size: size.name, file: list?.file)
        }
        guard let file = augmented.first(where: { $0.file == list?.file }) else {
            throw SurveyError.augmentedNotAmong(
                size: size.name, culture: culture.name, file: list?.file ?? "one file", given: augmented.map(\.file))
        }
        return file
    }
}
