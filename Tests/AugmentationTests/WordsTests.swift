import Testing

@testable import Augmentation

@Suite struct WordsTests {
    /// As Python's `re.findall(r"\w+", text)`.
    @Test(arguments: [
        ("Don't stop, it's 3.5 o'clock", ["Don", "t", "stop", "it", "s", "3", "5", "o", "clock"]),
        ("snake_case ½ ² é 漢字 ৫", ["snake_case", "½", "²", "é", "漢字", "৫"]),
        ("“quoted”—dash", ["quoted", "dash"]),
        ("বাংলা", ["ব", "ল"]),
        ("", []),
        (" !? ", []),
    ])
    func ranges(text: String, words: [String]) {
        // Marks of Indic scripts are no word characters to Python's re.
        #expect(Words.ranges(in: text).map { String(text[$0]) }.map { $0.filter { $0 != " " } } == words)
    }

    @Test func fieldsAreThoseOfSplit() {
        #expect(
            Words.fields(of: " a\u{A0}b\tc\u{1C}d\u{3000}e\r\nf ").map { String($0) } == ["a", "b", "c", "d", "e", "f"])
        #expect(Words.fields(of: "a\u{200B}b").count == 1)
        #expect(Words.fields(of: "").isEmpty)
    }

    @Test(arguments: [
        ("word", "other", "other"), ("Word", "other", "Other"), ("WORD", "other", "OTHER"), ("I", "we", "We"),
    ])
    func cases(word: String, replacement: String, result: String) {
        #expect(LetterCase(of: word).applied(to: replacement) == result)
    }

    @Test func mixedCaseIsNotCarriedOver() { #expect(LetterCase(of: "iPhone").applied(to: "phone") == nil) }

    @Test(arguments: [
        ("1. First.\n2. Second.\n", ["First.", "Second."]),
        ("Here they are:\n\n1) One?\n2) Two?\nHope this helps!", ["One?", "Two?"]),
        ("- a\n* b\n• c", ["a", "b", "c"]),
        ("(1) a\n(2) b", ["a", "b"]),
        ("**1.** \"a b\"\n**2.** “c”", ["a b", "c"]),
        ("a\nb", ["a", "b"]),
        ("1.5 million people agree", ["1.5 million people agree"]),
        ("", []),
        ("1. \n2. x", ["x"]),
        ("1: a\r\n2: b", ["a", "b"]),
    ])
    func numberedLists(reply: String, items: [String]) {
        #expect(NumberedList.items(of: reply) == items)
    }
}
