import Foundation
import Ingest

/// Catches the signals that ask the process to end while a load runs, and asks the load to stop.
///
/// A second signal of a kind ends the process at once, as does a load that does not end in time: one that waits for a
/// pipe, for instance. The store is consistent then, too: it is as after a killed load.
///
/// `Sendable` because received signals are under a lock, and only the owner accesses the rest.
final class TerminationSignals: @unchecked Sendable {
    /// How many seconds the work may take to end in order.
    private let patience: Double

    /// The signal that came, 0 before.
    private(set) var received: Int32 {
        get { lock.withLock { first } }
        set { lock.withLock { if first == 0 { first = newValue } } }
    }

    private let lock = NSLock()
    private var first: Int32 = 0
    private var isEnded = false
    private var former: [(signal: Int32, action: sigaction)] = []

    /// The pipe that handlers write to; they may do little else.
    nonisolated(unsafe) private static var pipeEnds: [Int32] = [-1, -1]

    /// - Parameters:
    ///   - stop: is made with the first signal.
    ///   - patience: seconds that the work may take to end in order.
    ///   - whenLate: is called before the process is ended because the load did not end.
    init(stop: StopRequest, patience: Double = 10, whenLate: @escaping @Sendable () -> Void) {
        self.patience = patience
        guard Self.pipeEnds[1] >= 0 || pipe(&Self.pipeEnds) == 0 else { return }
        for end in Self.pipeEnds { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        for signal in [SIGINT, SIGTERM, SIGHUP] { hear(signal) }
        let input = Self.pipeEnds[0]
        let thread = Thread { [weak self] in
            var byte: UInt8 = 0
            while true {
                let count = read(input, &byte, 1)
                if count < 0, errno == EINTR { continue }
                // 0 is written by `end`.
                guard count == 1, byte != 0 else { return }
                self?.received = Int32(byte)
                // The next one of the kind is not heard here.
                signal(Int32(byte), SIG_DFL)
                stop.make()
                self?.endLate(Int32(byte), whenLate)
            }
        }
        thread.stackSize = 1 << 19
        thread.start()
    }

    /// From now on signals do what they did before.
    func end() {
        lock.withLock { isEnded = true }
        for (signal, action) in former {
            var action = action
            sigaction(signal, &action, nil)
        }
        former = []
        var byte: UInt8 = 0
        _ = write(Self.pipeEnds[1], &byte, 1)
    }

    private func hear(_ signal: Int32) {
        var action = sigaction()
        var old = sigaction()
        sigaction(signal, nil, &old)
        // If the parent started this process with the signal ignored, as nohup does, it stays ignored.
        #if canImport(Glibc)
        if unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1 { return }
        action.__sigaction_handler.sa_handler = { signal in TerminationSignals.tell(signal) }
        #else
        if unsafeBitCast(old.__sigaction_u.__sa_handler, to: Int.self) == 1 { return }
        action.__sigaction_u.__sa_handler = { signal in TerminationSignals.tell(signal) }
        #endif
        action.sa_flags = Int32(SA_RESTART)
        sigaction(signal, &action, nil)
        former.append((signal, old))
        // A program that starts this one from a thread may have left its signals blocked.
        var own = sigset_t()
        sigemptyset(&own)
        sigaddset(&own, signal)
        pthread_sigmask(SIG_UNBLOCK, &own, nil)
    }

    private static func tell(_ signal: Int32) {
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: signal)
        _ = write(pipeEnds[1], &byte, 1)
        errno = saved
    }

    private func endLate(_ signal: Int32, _ whenLate: @escaping @Sendable () -> Void) {
        let thread = Thread { [weak self, patience] in
            Thread.sleep(forTimeInterval: patience)
            guard let self, self.lock.withLock({ !self.isEnded }) else { return }
            whenLate()
            Termination.end(bySignal: signal)
        }
        thread.stackSize = 1 << 19
        thread.start()
    }
}
