import CCurl
import Foundation

/// The seconds that a `Retry-After` header asks to wait (RFC 9110, 10.2.3).
enum RetryAfter {
    /// Longer waits are taken as this one, a week.
    private static let most = 604_800.0

    /// - Parameters:
    ///   - value: seconds, or a date in any of the three forms of RFC 9110.
    ///   - date: the `Date` header of the same answer. A date in `value` is counted from there, so that a server whose
    ///     clock differs from ours is understood.
    ///   - now: seconds since 1970, for answers without `Date`.
    /// - Returns: nil if the value is neither.
    static func seconds(of value: String, date: String?, now: Double) -> Double? {
        let text = value.trimmingCharacters(in: .whitespaces)
        if let seconds = Double(text), seconds.isFinite { return min(max(seconds, 0), most) }
        guard text.contains(":"), let until = time(of: text) else { return nil }
        // A Date header is cut to whole seconds, so counting from it waits up to a second longer, never shorter.
        return min(max(until - (date.flatMap(time(of:)) ?? now), 0), most)
    }

    private static func time(of date: String) -> Double? {
        let time = curl_getdate(date, nil)
        return time < 0 ? nil : Double(time)
    }
}
