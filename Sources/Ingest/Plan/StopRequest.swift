import Synchronization

/// Asks a load to end soon and in order, from any thread: the load writes the rows that it has, and says where the next
/// one goes on.
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

    /// - Parameter wake: is called once the load is to end, at once where it is already; nil takes the former one away.
    func onRequest(_ wake: (@Sendable () -> Void)?) {
        state.withLock { state in
            state.wake = wake
            if state.isMade { wake?() }
        }
    }

    /// - Throws: `IngestError.stopped`.
    func check() throws { if isMade { throw IngestError.stopped } }
}
