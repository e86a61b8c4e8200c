import Synchronization

/// Asks a load to end soon and in order, from any thread: the load writes the rows that it has, and says where the next
/// one continues.
public final class StopRequest: Sendable {
    private let state = Mutex<(isMade: Bool, wake: (@Sendable () -> Void)?)>((false, nil))
    private let flag = Atomic<Bool>(false)

    public init() {}

    /// Whether the load is to end.
    public var isMade: Bool { flag.load(ordering: .acquiring) }

    /// Asks. Asking twice is asking once.
    public func make() {
        flag.store(true, ordering: .releasing)
        state.withLock { state in
            state.isMade = true
            state.wake?()
        }
    }

    /// - Parameter wake: is called when the load is asked to end, or at once if it has been; nil removes the previous
    ///   one.
    func onRequest(_ wake: (@Sendable () -> Void)?) {
        state.withLock { state in
            state.wake = wake
            if state.isMade { wake?() }
        }
    }

    /// - Throws: `IngestError.stopped`.
    func check() throws { if isMade { throw IngestError.stopped } }
}
