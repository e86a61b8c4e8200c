import CEdit
import Foundation

/// The keys that are not libedit's own.
extension LineEditor {
    private typealias Function = @convention(c) (OpaquePointer, Int32) -> UInt8

    private struct Key {
        var name: String
        var help: String
        var sequences: [String]
        var function: Function
    }

    /// After the keys of `~/.editrc`, which may have reset them to those of vi.
    func bindKeys(_ editor: OpaquePointer) {
        cedit_set_keys(editor, "emacs")
        // Searching the history; the user's `~/.editrc` may choose another key.
        cedit_bind(editor, "^R", "em-inc-search-prev")
        for key in LineEditor.keys { cedit_add_function(editor, key.name, key.help, key.function) }
        el_source(editor, nil)
        isVi = cedit_keys(editor).map { String(cString: $0) } == "vi"
        if isVi {
            cedit_bind(editor, "^R", "em-inc-search-prev")
            cedit_bind(editor, "^_", "vi-command-mode")
        }
        for key in LineEditor.keys {
            for sequence in key.sequences {
                cedit_bind(editor, sequence, key.name)
                if isVi, sequence != "^I" { cedit_bind_command(editor, sequence, key.name) }
            }
        }
        for (sequence, function) in [
            (PrivateKey.previousEntry, "ed-prev-history"), (PrivateKey.nextEntry, "ed-next-history"),
            (PrivateKey.lineAbove, "ed-prev-line"), (PrivateKey.lineBelow, "ed-next-line"),
            ("\\e[1;5D", "ed-prev-word"), ("\\e[1;5C", "em-next-word"), ("\\e[3~", "ed-delete-next-char"),
        ] {
            cedit_bind(editor, sequence, function)
            if isVi { cedit_bind_command(editor, sequence, function) }
        }
    }

    /// Sequences that no keyboard sends: our function passes them to libedit to run one of its functions.
    private enum PrivateKey {
        static let previousEntry = "\\e[990~"
        static let nextEntry = "\\e[991~"
        static let lineAbove = "\\e[992~"
        static let lineBelow = "\\e[993~"

        static func typed(_ sequence: String) -> String { sequence.replacing("\\e", with: "\u{1B}") }
    }

    private static let keys = [
        Key(name: "cultivar-enter", help: "Run the text, or begin a line", sequences: ["^M", "^J"], function: enter),
        Key(name: "cultivar-newline", help: "Begin a line", sequences: ["\\e^M"], function: newline),
        Key(name: "cultivar-complete", help: "Complete", sequences: ["^I"], function: complete),
        Key(name: "cultivar-clear", help: "Clear the text", sequences: ["^C"], function: clear),
        Key(name: "cultivar-suspend", help: "Stop the program", sequences: ["^Z"], function: suspend),
        Key(name: "cultivar-screen", help: "Clear the screen", sequences: ["^L"], function: clearScreen),
        Key(name: "cultivar-paste", help: "Take in a paste", sequences: ["\\e[200~"], function: paste),
        Key(
            name: "cultivar-line-start", help: "The start of the line, then of the text",
            sequences: ["^A", "\\e[H", "\\e[1~", "\\eOH"], function: { editor, _ in moveInLine(editor, toEnd: false) }),
        Key(
            name: "cultivar-line-end", help: "The end of the line, then of the text",
            sequences: ["^E", "\\e[F", "\\e[4~", "\\eOF"], function: { editor, _ in moveInLine(editor, toEnd: true) }),
        Key(
            name: "cultivar-up", help: "The line above, or the entry before", sequences: ["\\e[A", "\\eOA"],
            function: { editor, _ in move(editor, line: PrivateKey.lineAbove, entry: PrivateKey.previousEntry) }),
        Key(
            name: "cultivar-down", help: "The line below, or the entry after", sequences: ["\\e[B", "\\eOB"],
            function: { editor, _ in move(editor, line: PrivateKey.lineBelow, entry: PrivateKey.nextEntry) }),
    ]

    private static let enter: Function = { editor, _ in
        guard let own = of(editor) else { return UInt8(CC_EOF) }
        let (text, _) = line(editor)
        guard own.isWhole(text) else { return insert("\n", editor) }
        // The last drawing shows the whole text, since no more input follows.
        own.draw(editor)
        own.ending = .enter
        return UInt8(CC_NEWLINE)
    }

    private static let newline: Function = { editor, _ in insert("\n", editor) }

    private static let clear: Function = { editor, _ in
        guard let own = of(editor) else { return UInt8(CC_EOF) }
        own.draw(editor)
        own.screen.write("^C")
        own.ending = .clear
        return UInt8(CC_NEWLINE)
    }

    private static let suspend: Function = { editor, _ in
        guard let own = of(editor) else { return UInt8(CC_EOF) }
        own.screen.leave()
        own.screen.write("\u{1B}[?2004l")
        cedit_prepare_terminal(editor, 0)
        kill(0, SIGTSTP)
        cedit_prepare_terminal(editor, 1)
        own.screen.write("\u{1B}[?2004h")
        return UInt8(CC_NORM)
    }

    private static let clearScreen: Function = { editor, _ in
        guard let own = of(editor) else { return UInt8(CC_EOF) }
        own.screen.leave()
        own.screen.write("\u{1B}[H\u{1B}[2J")
        return UInt8(CC_NORM)
    }

    private static let paste: Function = { editor, _ in
        guard let own = of(editor) else { return UInt8(CC_EOF) }
        var text = own.keys.text(upTo: "\u{1B}[201~").replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        // The last line feed would be where the person continues typing.
        if text.hasSuffix("\n") { text.removeLast() }
        return insert(text, editor)
    }

    private static func insert(_ text: String, _ editor: OpaquePointer) -> UInt8 {
        // A NUL would end the text.
        el_insertstr(editor, text.replacing("\0", with: ""))
        return UInt8(CC_REFRESH)
    }

    private static func move(_ editor: OpaquePointer, line key: String, entry: String) -> UInt8 {
        let (text, cursor) = line(editor)
        let isUp = key == PrivateKey.lineAbove
        let side = isUp ? text.utf8.prefix(cursor) : text.utf8.dropFirst(cursor)
        el_push(editor, PrivateKey.typed(side.contains(UInt8(ascii: "\n")) ? key : entry))
        return UInt8(CC_NORM)
    }

    private static func moveInLine(_ editor: OpaquePointer, toEnd: Bool) -> UInt8 {
        let (text, cursor) = line(editor)
        let side = String(decoding: toEnd ? text.utf8.dropFirst(cursor) : text.utf8.prefix(cursor), as: UTF8.self)
            .unicodeScalars
        let inLine = toEnd ? side.prefix { $0 != "\n" }.count : side.reversed().prefix { $0 != "\n" }.count
        // There already: on to the end of the text.
        let distance = inLine == 0 ? side.count : inLine
        _ = el_cursor(editor, Int32(toEnd ? distance : -distance))
        return UInt8(CC_CURSOR)
    }

    private static let complete: Function = { editor, _ in
        guard let own = of(editor) else { return UInt8(CC_EOF) }
        // A tab with more input after it was pasted.
        if own.keys.hasMore { return insert("\t", editor) }
        let (text, cursor) = line(editor)
        let completion = own.complete(text, cursor)
        guard let first = completion.candidates.first else {
            own.screen.write("\u{7}")
            return UInt8(CC_NORM)
        }
        let typed = completion.typed(in: text)
        let addition = completion.candidates.count == 1 ? first.text : completion.commonStart
        if addition.utf8.count > typed.utf8.count || completion.candidates.count == 1 {
            el_deletestr(editor, Int32(typed.unicodeScalars.count))
            return insert(addition, editor)
        }
        own.screen.leave()
        let list = CandidateList(completion.candidates, columns: own.width, rows: max(4, own.height / 2))
        own.screen.write(list.lines.map { $0 + "\r\n" }.joined())
        return UInt8(CC_NORM)
    }
}
