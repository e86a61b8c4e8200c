#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A lock, and conditions that threads which hold it wait for (C. A. R. Hoare, Monitors: an operating system
/// structuring concept, 1974). Each kind of waiting has its own condition, so that no thread is woken needlessly.
public final class Monitor: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    public init() {
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    public func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// What threads wait for. Only threads that hold the lock may call its methods.
    public final class Condition {
        private let monitor: Monitor
        private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private var waitingCount = 0

        public init(_ monitor: Monitor) {
            self.monitor = monitor
            condition.initialize(to: pthread_cond_t())
            pthread_cond_init(condition, nil)
        }

        deinit {
            pthread_cond_destroy(condition)
            condition.deallocate()
        }

        /// Releases the lock until another thread signals; may also return without a signal.
        public func wait() {
            waitingCount += 1
            pthread_cond_wait(condition, monitor.mutex)
            waitingCount -= 1
        }

        /// Wakes one thread that waits.
        public func signal() { if waitingCount > 0 { pthread_cond_signal(condition) } }

        /// Wakes all threads that wait.
        public func broadcast() { if waitingCount > 0 { pthread_cond_broadcast(condition) } }
    }
}
