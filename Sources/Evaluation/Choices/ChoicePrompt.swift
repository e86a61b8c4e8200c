extension ChoiceQuestion {
    /// The question with its options in an order, each after its letter, and how to answer.
    public func prompt(_ order: ChoiceOrder) -> String {
        let lines = order.places.enumerated().map { position, place in
            "\(ChoiceOrder.letter(position)). \(options[place])"
        }
        let letters = order.places.indices.map { ChoiceOrder.letter($0) }.joined(separator: ", ")
        return "\(text)\n\n\(lines.joined(separator: "\n"))\n\n"
            + "Answer with one letter (\(letters)) and nothing else.\n\nAnswer:"
    }

    /// The place of the option that a reply chooses; nil if it names none, or several.
    ///
    /// In this order: a JSON object `{"answer_choice": "B"}` anywhere in the reply; a letter that stands alone, such as
    /// `B`, `(B)`, `B.` or `**B**`, if all that stand alone are the same; an option's whole text, if only one occurs.
    /// The article "A" before a word is no letter.
    public func choice(of reply: String, _ order: ChoiceOrder) -> Int? {
        let wanted = ChoiceReply(reply)
        if let answer = wanted.answerField {
            if let position = ChoiceReply(answer).letters(below: order.places.count).first {
                return order.places[position]
            }
            return place(ofText: answer)
        }
        let letters = Set(wanted.letters(below: order.places.count))
        if letters.count == 1, let position = letters.first { return order.places[position] }
        return letters.isEmpty ? place(ofText: reply) : nil
    }

    /// The place of the option that alone occurs in a text. An option that is part of another that occurs does not
    /// count.
    private func place(ofText reply: String) -> Int? {
        let lowered = reply.lowercased()
        let found = options.indices.filter { lowered.contains(options[$0].lowercased()) }
        let longest = found.filter { place in
            !found.contains { $0 != place && options[$0].lowercased().contains(options[place].lowercased()) }
        }
        return longest.count == 1 ? longest.first : nil
    }
}
