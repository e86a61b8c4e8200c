import ArgumentParser
import Endpoint
import Ingest

/// Runs what Ctrl-C may end: the body sees the request and keeps what it has.
///
/// - Throws: what the body throws; `ExitCode` after a broken-off run, with its reason on standard error.
func withStopRequest(_ body: (StopRequest) throws -> Void) throws {
    let stop = StopRequest()
    let signals = TerminationSignals(stop: stop) {
        StandardError.write("cultivar: a request did not end in time; all replies before it are saved\n")
    }
    defer { signals.end() }
    do {
        try body(stop)
    } catch let error as BrokenOffAsking {
        StandardError.tell(error)
        if error.ending == .cancelled, signals.received != 0 { throw EndBySignal(signal: signals.received) }
        throw ExitCode(error.ending.exitCode)
    }
}
