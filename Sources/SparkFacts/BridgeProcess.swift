import Facts
import Foundation

/// A running bridge: one request and one answer at a time.
///
/// An answer is a line of JSON, and if that says so a number of bytes and the line `end`. So half an answer is never
/// taken for a whole one.
final class BridgeProcess {
    let python: String
    private let script: String
    private let process = Process()
    /// A socket and not a pipe: writing to a process that has ended must be an error, and no signal.
    private var input: Int32 = -1
    private let output = Pipe()
    private var pending: [UInt8] = []
    /// False once an answer was left unfinished: what comes next would be taken for another one.
    private(set) var isUsable = true
    /// True while the bytes of an answer come. What is left of them is no answer to an interrupt.
    private var isReadingBody = false

    /// Seconds that the bridge has to answer an interrupt.
    private static let patience = 0.8
    private static let pollMilliseconds: Int32 = 50
    /// No head of an answer is longer.
    private static let mostHeadBytes = 64 << 20
    /// No answer is longer: 16 million combinations of ten columns are some 1 GB.
    static let mostBodyBytes = 2 << 30

    init(python: String, script: String) {
        self.python = python
        self.script = script
    }

    deinit { end() }

    /// - Throws: `EngineError.noBridge`.
    func start() throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, "-c", script]
        var sockets: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0 else { throw broken("no socket") }
        _ = fcntl(sockets[0], F_SETFD, FD_CLOEXEC)
        input = sockets[0]
        let end = FileHandle(fileDescriptor: sockets[1], closeOnDealloc: true)
        process.standardInput = end
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { throw EngineError.noBridge(python: python, reason: "\(error)") }
        try? end.close()
    }

    /// Ends the process at once.
    func end() {
        isUsable = false
        if input >= 0 { close(input) }
        input = -1
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// - Throws: `EngineError`, and what `checkInterrupt` throws; the statement has then been stopped.
    func exchange(_ request: Data, checkInterrupt: () throws -> Void) throws -> (head: Data, body: [UInt8]) {
        try write(Array(request) + [UInt8(ascii: "\n")])
        do {
            return try answer(checkInterrupt)
        } catch {
            if !(error is EngineError) { stopStatement() } else { end() }
            throw error
        }
    }

    private struct Head: Decodable { var bytes: Int? }

    /// The next answer, read to its end.
    private func answer(_ check: () throws -> Void) throws -> (head: Data, body: [UInt8]) {
        let head = Data(try line(check))
        guard let count = (try? JSONDecoder().decode(Head.self, from: head))?.bytes else { return (head, []) }
        guard count >= 0 else { throw broken("an answer of \(count) bytes") }
        guard count <= Self.mostBodyBytes else {
            throw EngineError.tooLargeAnswer(engine: SparkFacts.engineName, bytes: count, limit: Self.mostBodyBytes)
        }
        isReadingBody = true
        let body = try take(count, check)
        isReadingBody = false
        guard try line(check) == Array("end".utf8) else { throw broken("an answer without an end") }
        return (head, body)
    }

    private func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                defer { end() }
                throw ended()
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Interrupts the statement, and waits until the bridge says that it has ended. The statement of an answer that
    /// was coming has ended.
    private func stopStatement() {
        guard !isReadingBody else { return end() }
        kill(process.processIdentifier, SIGINT)
        let end = ContinuousClock.now + .seconds(Self.patience)
        do {
            _ = try answer { if ContinuousClock.now > end { throw broken("no answer to an interrupt") } }
        } catch {
            self.end()
        }
    }

    private func line(_ check: () throws -> Void) throws -> [UInt8] {
        var searched = 0
        while true {
            if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(pending[..<end])
                pending.removeSubrange(...end)
                return line
            }
            searched = pending.count
            guard searched <= Self.mostHeadBytes else { throw broken("an answer without a line") }
            try readMore(check)
        }
    }

    private func take(_ count: Int, _ check: () throws -> Void) throws -> [UInt8] {
        while pending.count < count { try readMore(check) }
        let taken = Array(pending[..<count])
        pending.removeSubrange(..<count)
        return taken
    }

    /// Waits for further bytes.
    private func readMore(_ check: () throws -> Void) throws {
        let descriptor = output.fileHandleForReading.fileDescriptor
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // A signal ends the wait, too, such as Ctrl-C. Reading would then wait without end.
        while true {
            let ready = poll(&waiting, 1, Self.pollMilliseconds)
            guard ready == 0 || (ready < 0 && errno == EINTR) else { break }
            try check()
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR { return }
        guard count > 0 else { throw ended() }
        pending += buffer[..<count]
    }

    private func ended() -> EngineError {
        process.waitUntilExit()
        // While Python starts, it has Ctrl-C from the terminal.
        if process.terminationReason == .uncaughtSignal, process.terminationStatus == SIGINT { return .interrupted }
        switch process.terminationStatus {
        case 126, 127: return .noBridge(python: python, reason: "there is no such program")
        default: return broken("the bridge ended with code \(process.terminationStatus)")
        }
    }

    private func broken(_ reason: String) -> EngineError { .broken(engine: SparkFacts.engineName, reason: reason) }
}
