import Foundation

/// A value that a separate thread computes while its owner continues.
public final class Deferred<Value: Sendable>: @unchecked Sendable {
    private let done = DispatchGroup()
    /// Written before `done` is left, and read after.
    private var result: Result<Value, any Error>?

    /// - Parameter make: is called at once, on the other thread.
    public init(_ make: @escaping @Sendable () throws -> Value) {
        done.enter()
        let thread = Thread { [self] in
            result = Result(catching: make)
            done.leave()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Whether the value is there, so that asking for it does not wait.
    public var isMade: Bool { done.wait(timeout: .now()) == .success }

    /// The value, once it is made.
    ///
    /// - Throws: what making it threw.
    public func value() throws -> Value {
        done.wait()
        guard let result else { throw CancellationError() }
        return try result.get()
    }
}
