extension InputWindow {
    /// Whether the first line break of the file is a carriage return that no line feed follows.
    func usesCarriageReturns() -> Bool {
        _ = fill(atLeast: SeparatorSniffer.sampleBytes)
        for index in 0..<count where text[index] == 0x0A || text[index] == 0x0D {
            return text[index] == 0x0D && (index + 1 == count || text[index + 1] != 0x0A)
        }
        return false
    }
}
