import CEdit
import Foundation

/// Hears Ctrl-C, and hands it to the statement that runs.
final class InterruptListener: @unchecked Sendable {
    static let shared = InterruptListener()

    private let lock = NSLock()
    private weak var running: StatementWatch?
    private var isListening = false

    private init() {}

    /// The statement that runs; nil between statements, when Ctrl-C does nothing.
    var target: StatementWatch? {
        get { lock.withLock { running } }
        set { lock.withLock { running = newValue } }
    }

    /// From now on Ctrl-C does not end the process.
    func start() {
        let begins = lock.withLock {
            defer { isListening = true }
            return !isListening
        }
        let descriptor = begins ? cedit_signal_pipe(SIGINT) : -1
        guard descriptor >= 0 else { return }
        let thread = Thread { [self] in
            var byte: UInt8 = 0
            while true {
                let count = read(descriptor, &byte, 1)
                if count == 1 { target?.interrupt() } else if count == 0 || errno != EINTR { return }
            }
        }
        thread.stackSize = 1 << 19
        thread.start()
    }
}
