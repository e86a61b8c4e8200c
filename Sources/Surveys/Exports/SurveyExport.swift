import Statistics

/// Makes fine-tuning files from the answers of a survey.
///
/// A file has one part per block of its culture: the seeds, then the augmented questions, each with the label that the
/// block's respondents give it.
public struct SurveyExport: Sendable {
    public let tally: SurveyTally
    public let augmented: [AugmentedQuestions]
    private let positions: [String: Int]

    /// - Parameter augmented: the files of augmented questions. The profile says which one a size uses, by its name; a
    ///   file that is given alone is used for every size.
    public init(_ tally: SurveyTally, augmented: [AugmentedQuestions] = []) {
        (self.tally, self.augmented) = (tally, augmented)
        positions = Dictionary(
            tally.questions.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// The rows that a request asks for.
    ///
    /// - Throws: `SurveyError`.
    public func rows(_ request: ExportRequest) throws -> TuningSet {
        if request.rule == .weighted, !tally.hasWeights {
            throw SurveyError.noWeights(rule: LabelRule.weighted.rawValue)
        }
        var set = TuningSet()
        if request.culture.lowercased() == ExportRequest.one.lowercased(), let one = tally.profile.one {
            for name in one.cultures {
                let culture = try tally.profile.culture(named: name)
                // Every culture with all of its blocks: the file of all cultures has no smaller parts.
                let blocks = try request.blocks.map { try checked($0, culture) } ?? Array(1...culture.blocks.count)
                try add(culture, size: tally.profile.size(named: one.size), blocks: blocks, request, to: &set)
            }
        } else {
            let culture = try tally.profile.culture(named: request.culture)
            let size = try tally.profile.size(named: request.size)
            let blocks = request.blocks ?? culture.blocksBySize[size.name] ?? Array(1...culture.blocks.count)
            try add(culture, size: size, blocks: checked(blocks, culture), request, to: &set)
        }
        if let seed = request.shuffleSeed { Self.shuffle(&set.rows, seed: seed) }
        return set
    }

    private func checked(_ blocks: [Int], _ culture: Culture) throws -> [Int] {
        for block in blocks where !culture.blocks.indices.contains(block - 1) {
            throw SurveyError.unknownBlock(block, culture: culture.name, count: culture.blocks.count)
        }
        return blocks
    }

    private func add(
        _ culture: Culture, size: ExportSize, blocks: [Int], _ request: ExportRequest, to set: inout TuningSet
    ) throws {
        let items = try self.items(culture, size: size)
        for number in blocks {
            let block = culture.blocks[number - 1]
            guard tally.blocks[block]?.respondents ?? 0 > 0 else {
                throw SurveyError.cultureWithoutRespondents(
                    culture.name, countries: culture.countries.map(tally.profile.countryName),
                    present: tally.countries.map(tally.profile.countryName))
            }
            let labels = tally.questions.indices.map { label(block, question: $0, request) }
            for item in items {
                guard let position = positions[item.question] else { continue }
                switch labels[position] {
                case .unasked: set.unasked += 1
                case .outsideScale: set.outsideScale += 1
                case .label(let label):
                    let user = item.user
                    set.rows.append(
                        TuningRow(
                            culture: culture.name, country: block.country, block: number, question: item.question,
                            isAugmented: item.isAugmented, system: tally.profile.prompts.system(culture: culture.name),
                            user: user, label: label,
                            llama: tally.profile.prompts.llama(user: user, label: "\(label)")))
                }
            }
        }
    }

    private enum LabelOutcome { case unasked, outsideScale, label(Int) }

    private func label(_ block: Culture.Block, question: Int, _ request: ExportRequest) -> LabelOutcome {
        if request.dropUnasked, tally.validAnswers(block, question: question).count == 0 { return .unasked }
        guard let label = tally.label(block, question: question, rule: request.rule) else { return .unasked }
        let isOnScale = Int32(exactly: label).map(tally.questions[question].scale.contains) ?? false
        return request.dropOutsideScale && !isOnScale ? .outsideScale : .label(label)
    }

    /// By Fisher and Yates, written out: the order must not depend on the standard library.
    private static func shuffle(_ rows: inout [TuningRow], seed: UInt64) {
        var generator = Philox(seed: seed, stream: 0)
        for last in stride(from: rows.count - 1, to: 0, by: -1) {
            rows.swapAt(last, generator.nextPosition(below: last + 1))
        }
    }
}
