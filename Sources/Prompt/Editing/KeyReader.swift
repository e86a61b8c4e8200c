import CEdit
import Foundation

/// Keys of a terminal as they are typed: bytes of UTF-8, decoded one scalar at a time.
final class KeyReader {
    enum Event: Equatable {
        case scalar(Unicode.Scalar)
        /// The terminal has another size, or the program runs again after a stop.
        case redraw
        case end
    }

    private let descriptor: Int32
    private let wakeups: [Int32]
    private var bytes: [UInt8] = []
    private var position = 0

    init(descriptor: Int32) {
        self.descriptor = descriptor
        wakeups = [cedit_signal_pipe(SIGWINCH), cedit_signal_pipe(SIGCONT)].filter { $0 >= 0 }
    }

    /// More has been typed, or pasted, than was read.
    var hasMore: Bool {
        if position < bytes.count { return true }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLIN) != 0
    }

    /// The bytes that arrived together with the last key: a key that sends several characters sends them at once.
    var following: UInt8? {
        while position >= bytes.count, hasMore, fill() {}
        return position < bytes.count ? bytes[position] : nil
    }

    /// Waits for the next key.
    func next() -> Event {
        while position >= bytes.count {
            switch wait() {
            case .keys: if !fill() { return .end }
            case .wakeup: return .redraw
            }
        }
        return .scalar(decode())
    }

    /// Everything up to the byte sequence `end`, which is consumed as well.
    func text(upTo end: String) -> String {
        let mark = Array(end.utf8)
        var text: [UInt8] = []
        while text.suffix(mark.count) != mark[...] {
            if position >= bytes.count, !fill() { return String(decoding: text, as: UTF8.self) }
            text.append(bytes[position])
            position += 1
        }
        return String(decoding: text.dropLast(mark.count), as: UTF8.self)
    }

    private enum Waited { case keys, wakeup }

    private func wait() -> Waited {
        var entries = ([descriptor] + wakeups).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&entries, nfds_t(entries.count), -1) < 0, errno == EINTR {}
        var woken = false
        for entry in entries.dropFirst() where entry.revents & Int16(POLLIN) != 0 {
            var scratch = [UInt8](repeating: 0, count: 64)
            woken = read(entry.fd, &scratch, scratch.count) > 0 || woken
        }
        return woken ? .wakeup : .keys
    }

    /// Reads what there is; false at the end of the terminal.
    private func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var count = read(descriptor, &chunk, chunk.count)
        while count < 0, errno == EINTR { count = read(descriptor, &chunk, chunk.count) }
        guard count > 0 else { return false }
        bytes = Array(bytes[position...]) + chunk[..<count]
        position = 0
        return true
    }

    /// The next scalar; a broken sequence is U+FFFD.
    private func decode() -> Unicode.Scalar {
        let length =
            switch bytes[position] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        // The rest of a character that was split between two reads will arrive.
        while bytes.count - position < length, fill() {}
        var decoder = UTF8()
        var rest = bytes[position...].prefix(length).makeIterator()
        let first = bytes[position]
        switch decoder.decode(&rest) {
        case .scalarValue(let scalar):
            position += UTF8.width(scalar)
            return scalar
        case .emptyInput, .error:
            position += 1
            return first < 0x80 ? Unicode.Scalar(first) : "\u{FFFD}"
        }
    }
}
