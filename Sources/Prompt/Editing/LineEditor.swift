import CEdit
import Foundation

/// Statements typed at a terminal, of any number of lines, with the keys of libedit (emacs, vi, `~/.editrc`).
///
/// libedit keeps the text and knows the keys; the drawing is ours, because libedit loses combining marks and texts
/// longer than the screen.
public final class LineEditor: LineSource {
    public let isInteractive = true
    public let name = "the terminal"

    /// Whether Enter ends the text, or begins another line of it.
    var isWhole: (String) -> Bool = { _ in true }
    /// What can be inserted at a position (in bytes of UTF-8) of a text.
    var complete: (String, Int) -> Completion = { _, cursor in Completion(range: cursor..<cursor, candidates: []) }

    let screen: EditorScreen
    let keys: KeyReader
    private let output: Int32
    private let history: HistoryFile?
    private var editor: OpaquePointer?
    private var lines: OpaquePointer?
    private var prompt = ""
    /// What ended the last text.
    var ending = Ending.input
    private var hasToldOfHistory = false
    /// The keys are those of vi.
    var isVi = false

    /// Replaces the escape key for vi: libedit cannot distinguish it from the escape that begins other keys.
    static let escape: Unicode.Scalar = "\u{1F}"

    enum Ending {
        case enter
        /// Ctrl-C: the text is dropped.
        case clear
        /// Ctrl-D, or the terminal is closed.
        case input
    }

    /// An editor on the terminal of standard input; nil if it is not a terminal, or one that cannot move its cursor.
    public static func ofTerminal(keepsHistory: Bool = true) -> LineEditor? {
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? ""
        guard isatty(STDIN_FILENO) != 0, !terminal.isEmpty, terminal != "dumb" else { return nil }
        let output = isatty(STDOUT_FILENO) != 0 ? STDOUT_FILENO : STDERR_FILENO
        guard isatty(output) != 0 else { return nil }
        return LineEditor(input: STDIN_FILENO, output: output, history: keepsHistory ? HistoryFile.ofUser() : nil)
    }

    private init?(input: Int32, output: Int32, history: HistoryFile?) {
        LineEditor.useUTF8()
        self.output = output
        self.history = history
        screen = EditorScreen(descriptor: output)
        keys = KeyReader(descriptor: input)
        guard let editor = cedit_open("cultivar", input, output, Unmanaged.passUnretained(self).toOpaque()) else {
            return nil
        }
        self.editor = editor
        cedit_set_reader(editor) { editor, character in
            guard let own = LineEditor.of(editor), let scalar = own.nextScalar(editor) else { return 0 }
            character.pointee = wchar_t(bitPattern: scalar.value)
            return 1
        }
        lines = cedit_history(editor, Int32(HistoryFile.limit))
        bindKeys(editor)
        cedit_take_signal_keys(editor)
        for entry in history?.entries() ?? [] { remember(entry) }
    }

    deinit {
        if let lines { history_end(lines) }
        if let editor { cedit_close(editor) }
    }

    /// Texts are UTF-8 here, whatever the locale; libedit depends on the locale.
    private static func useUTF8() {
        if setlocale(LC_CTYPE, "") != nil, String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" { return }
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    static func of(_ editor: OpaquePointer) -> LineEditor? {
        cedit_owner(editor).map { Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue() }
    }

    public func nextLine(prompt: String) -> String? {
        guard let editor else { return nil }
        self.prompt = prompt
        // Pastes come between marks.
        screen.write("\u{1B}[?2004h")
        defer { screen.write("\u{1B}[?2004l") }
        while true {
            ending = .input
            var count: Int32 = 0
            let line = el_gets(editor, &count)
            screen.leave()
            switch ending {
            case .input: return nil
            case .clear: continue
            case .enter:
                let bytes = UnsafeRawBufferPointer(start: line, count: line == nil ? 0 : Int(count))
                let text = String(decoding: bytes, as: UTF8.self)
                keep(text)
                return text
            }
        }
    }

    func keep(_ text: String) {
        let entry = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !entry.isEmpty else { return }
        remember(entry)
        do {
            try history?.append(entry)
        } catch {
            if !hasToldOfHistory { screen.write("\(error)\r\n") }
            hasToldOfHistory = true
        }
    }

    private func remember(_ entry: String) {
        if let lines { cedit_history_add(lines, entry) }
    }

    // MARK: - Reading and drawing

    /// The next key, after the text has been drawn as it is now.
    private func nextScalar(_ editor: OpaquePointer) -> Unicode.Scalar? {
        while true {
            // A paste into a terminal without paste marks is drawn when it is complete.
            if !keys.hasMore { draw(editor) }
            switch keys.next() {
            case .scalar("\u{1B}") where isVi && !beginsSequence: return LineEditor.escape
            case .scalar(let scalar): return scalar
            case .end: return nil
            case .redraw:
                cedit_prepare_terminal(editor, 1)
                el_resize(editor)
            }
        }
    }

    /// Whether the escape that was read last is the first of the characters that a key sends.
    private var beginsSequence: Bool { keys.following.map { "[O\r".utf8.contains($0) } ?? false }

    func draw(_ editor: OpaquePointer) {
        let (text, cursor) = LineEditor.line(editor)
        let size = TerminalSize.of(output)
        let frame = EditorFrame(
            text: text, cursor: cursor, prompt: prompt,
            continuation: String(repeating: " ", count: max(0, prompt.count - 5)) + "...> ", size: size)
        screen.draw(frame, size: size)
    }

    var width: Int { TerminalSize.of(output).columns }
    var height: Int { TerminalSize.of(output).rows }

    /// The text and the place of the cursor in it, in bytes.
    static func line(_ editor: OpaquePointer) -> (text: String, cursor: Int) {
        guard let line = el_line(editor)?.pointee, let start = line.buffer else { return ("", 0) }
        let bytes = UnsafeRawBufferPointer(start: start, count: line.lastchar - start)
        return (String(decoding: bytes, as: UTF8.self), line.cursor - start)
    }
}
