import Foundation

/// How far the statement that runs has come through the row groups. Readable from any thread.
public final class WorkProgress: @unchecked Sendable {
    private let lock = NSLock()
    // Guarded by the lock.
    private var scans = 0
    private var total = 0
    private var done = 0

    /// The share of the row groups that have been read, 0 to 1; nil if it is not known: before the first scan, and if
    /// there are several scans.
    public var share: Double? {
        lock.withLock { scans == 1 && total > 0 ? min(1, Double(done) / Double(total)) : nil }
    }

    /// A statement begins.
    public func reset() { lock.withLock { (scans, total, done) = (0, 0, 0) } }

    /// A scan of so many row groups begins.
    package func begin(_ count: Int) {
        lock.withLock {
            scans += 1
            total = count
        }
    }

    /// A row group has been started.
    package func advance() { lock.withLock { done += 1 } }
}
