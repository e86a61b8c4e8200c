import Foundation
import Reports
import Tabular

/// A command line that the user's shell runs, with the terminal of the session.
final class ShellProcess {
    private let commandLine: String
    private var identifier: pid_t = 0
    /// The descriptor that writes to its standard input; -1 if it uses that of the session.
    private var input: Int32 = -1

    /// - Parameters:
    ///   - takesInput: its standard input is what `write` writes.
    ///   - environment: variables that it gets unless they are set.
    /// - Throws: `PromptError.cannotStart`.
    init(_ commandLine: String, takesInput: Bool, environment defaults: [String: String] = [:]) throws {
        self.commandLine = commandLine
        let variables = ProcessInfo.processInfo.environment.merging(defaults) { set, _ in set }
        var ends: [Int32] = [-1, -1]
        if takesInput {
            guard pipe(&ends) == 0 else {
                throw PromptError.cannotStart(program: commandLine, reason: errorText(errno))
            }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if takesInput { posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO) }
        // A closed pipe ends it like any program; the session itself ignores the signal.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaulted = sigset_t()
        sigemptyset(&defaulted)
        sigaddset(&defaulted, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaulted)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let words = ["/bin/sh", "-c", commandLine]
        var arguments = words.map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in arguments + settings { free(pointer) } }
        let code = posix_spawn(&identifier, "/bin/sh", &actions, &attributes, &arguments, &settings)
        if takesInput { close(ends[0]) }
        guard code == 0 else {
            if takesInput { close(ends[1]) }
            throw PromptError.cannotStart(program: commandLine, reason: errorText(code))
        }
        input = ends[1]
    }

    deinit { _ = closeAndWait() }

    /// - Throws: `OutputError.closedPipe` if the reader has closed the pipe.
    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(input, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw OutputError.closedPipe
            }
        }
    }

    /// Ends its input and waits for its end.
    ///
    /// - Returns: its exit code, 128 and more for a signal.
    @discardableResult
    func closeAndWait() -> Int32 {
        if input >= 0 { close(input) }
        input = -1
        guard identifier > 0 else { return 0 }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        identifier = 0
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}
