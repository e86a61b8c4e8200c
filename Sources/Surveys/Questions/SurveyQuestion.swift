/// A question of a survey.
public struct SurveyQuestion: Sendable, Equatable {
    /// The id within its set, such as `27`.
    public let id: String
    /// The group of questions that it belongs to; empty if there is none.
    public let topic: String
    public let text: String
    /// The options as one text; nil if the set has codes only.
    public let options: OptionText?
    public let scale: Scale
    /// The whole prompt, if the set has one, such as a translated one; templates are not used then.
    public let prompt: String?

    /// - Parameter scale: the codes that answer it; if nil, the range of the numbers in the option text.
    /// - Throws: `SurveyError.noScale` if neither gives codes.
    public init(
        id: String, topic: String = "", text: String, option: String, scale: Scale? = nil, prompt: String? = nil
    ) throws {
        let options = OptionText(option)
        guard let scale = scale ?? options.map({ Scale($0.range) }) else {
            throw SurveyError.noScale(question: id, option: option)
        }
        (self.id, self.topic, self.text, self.options, self.scale) = (id, topic, text, options, scale)
        self.prompt = prompt
    }

    /// A question without option texts.
    public init(id: String, topic: String = "", text: String = "", scale: Scale) {
        (self.id, self.topic, self.text, options, self.scale, prompt) = (id, topic, text, nil, scale, nil)
    }
}
