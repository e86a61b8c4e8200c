import Testing

@testable import Prompt

@Suite struct CommandWordsTests {
    @Test func words() throws {
        #expect(try CommandWords.words(of: " a  b\tc ") == ["a", "b", "c"])
        #expect(try CommandWords.words(of: "'a b' \"c d\" e'f'g") == ["a b", "c d", "efg"])
        #expect(try CommandWords.words(of: "'' x") == ["", "x"])
        #expect(try CommandWords.words(of: "\"a\\\"b\" 'a\\b'") == ["a\"b", "a\\b"])
        #expect(try CommandWords.words(of: "") == [])
        #expect(throws: PromptError.unbalancedQuote("'")) { try CommandWords.words(of: "a 'b") }
    }

    @Test(arguments: [
        ("%", "", true), ("%", "abc", true), ("", "", true), ("", "a", false), ("abc", "ABC", true),
        ("a%", "abc", true),
        ("%c", "abc", true), ("%b%", "abc", true), ("a_c", "abc", true), ("a_c", "ac", false), ("%a%b%", "xaxbx", true),
        ("%a%b%", "xbxa", false), ("%%", "x", true), ("_%_", "x", false), ("日%", "日本", true), ("%ab", "aab", true),
    ])
    func likePatterns(_ pattern: String, _ text: String, _ matches: Bool) {
        #expect(LikePattern(pattern).matches(text) == matches, "\(text) like \(pattern)")
    }
}

@Suite struct DotCommandsTests {
    @Test func everyCommandHasHelpAndANameOfItsOwn() throws {
        let names = DotCommands.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count, "\(names)")
        let overview = HelpTopics.overview.joined(separator: "\n")
        for command in DotCommands.all {
            #expect(command.name.hasPrefix(".") && !command.summary.isEmpty)
            #expect(overview.contains("  \(command.name)"))
            #expect(try HelpTopics.lines(on: command.name, .small).first?.hasPrefix(command.usageLine) == true)
            for alias in command.aliases { #expect(DotCommands.named(alias)?.name == command.name) }
        }
    }

    @Test func psqlsNames() {
        let expected = [
            "\\d": ".describe", "\\dt": ".tables", "\\q": ".quit", "\\x": ".expanded", "\\timing": ".timer",
            "\\?": ".help",
            "\\e": ".edit", "\\i": ".read", "\\o": ".output",
        ]
        for (alias, name) in expected { #expect(DotCommands.named(alias)?.name == name) }
    }

    @Test func lines() {
        for line in [".tables", "\\d samples", ".help", "\\?", "."] { #expect(DotCommands.isCommand(line), "\(line)") }
        for line in [".5 as a", "select", "", "\\ 1"] { #expect(!DotCommands.isCommand(line), "\(line)") }
    }

    @Test func calls() throws {
        let (command, call) = try DotCommands.call("  .values country like 'a b%' ;")
        #expect(command.name == ".values" && call.words == ["country", "like", "a b%"])
        #expect(throws: PromptError.unknownCommand(".tabels", near: [".table", ".tables"])) {
            try DotCommands.call(".tabels")
        }
        #expect(throws: PromptError.unknownCommand(".col", near: [".columns"])) { try DotCommands.call(".col") }
        #expect(throws: PromptError.self) { try DotCommands.call(".mode a b c") }
        #expect(throws: PromptError.self) { try DotCommands.call("\\zz") }
    }

    @Test func topics() throws {
        for name in HelpTopics.names(.small) { #expect(try !HelpTopics.lines(on: name, .small).isEmpty, "\(name)") }
        let samples = try HelpTopics.lines(on: "samples", .small)
        #expect(samples.count { $0.hasPrefix("select ") } == 3)
        #expect(try HelpTopics.lines(on: "country", .small).joined().contains("places"))
        #expect(throws: PromptError.unknownTopic("sampels", near: ["samples"])) {
            try HelpTopics.lines(on: "sampels", .small)
        }
    }
}
