import Endpoint

/// What a run has done.
public struct TagSummary: Sendable, Equatable {
    public let progress: TagProgress
    public let ending: DispatchEnding
    /// Of the tagger's name, from 1.
    public let revision: Int

    /// 0 if every text has its tags or failed on its own account; else as `DispatchEnding.exitCode` says.
    public var exitCode: Int32 { ending.exitCode }
}
