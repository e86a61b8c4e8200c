import Foundation
import Synchronization

/// How many threads of this process may work on one thing at once.
public enum Width {
    /// The name of the environment variable that sets the width.
    public static let variable = "CULTIVAR_THREADS"

    private static let value = Atomic<Int>(initial(ProcessInfo.processInfo.environment))

    /// At least 1. Without `CULTIVAR_THREADS`, a number from 1, it is the number of cores that the process may use. A
    /// new value counts for what begins after it.
    public static var current: Int {
        get { value.load(ordering: .relaxed) }
        set { value.store(max(1, newValue), ordering: .relaxed) }
    }

    /// - Parameter environment: what stands in it and is no number from 1 has no effect.
    static func initial(_ environment: [String: String]) -> Int {
        if let text = environment[variable], let number = Int(text), number > 0 { return number }
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        let quota = (try? String(contentsOfFile: "/sys/fs/cgroup/cpu.max", encoding: .utf8)).flatMap(quota)
        return min(cores, quota ?? cores)
    }

    /// The cores that a container may use, rounded up; nil without a limit.
    ///
    /// - Parameter text: `quota period` or `max period` in microseconds, as `cpu.max` of Linux control groups 2 has it.
    static func quota(_ text: String) -> Int? {
        let fields = text.split { $0 == " " || $0 == "\n" }
        guard fields.count == 2, let quota = Double(fields[0]), let period = Double(fields[1]), period > 0 else {
            return nil
        }
        return max(1, Int(min(quota / period, 1e6).rounded(.up)))
    }
}
