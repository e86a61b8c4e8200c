import Foundation

/// Numbers as a person reads them.
public enum Magnitude {
    /// With a comma between thousands.
    public static func grouped(_ number: Int64) -> String {
        var digits = Array(String(number.magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }

    /// In decimal units, three digits at least: 987 B, 12.3 MB.
    public static func bytes(_ count: Int64) -> String {
        let units = ["B", "kB", "MB", "GB", "TB", "PB"]
        var value = Double(count)
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return unit == 0 ? "\(count) B" : "\(String(format: value < 99.95 ? "%.1f" : "%.0f", value)) \(units[unit])"
    }

    /// 0.4 s below ten seconds, then 12 s, 3:05, 1:02:03.
    public static func duration(_ seconds: Double) -> String {
        if seconds < 9.95 { return String(format: "%.1f s", max(0, seconds)) }
        let whole = Int(min(seconds.rounded(), 1e9))
        if whole < 60 { return "\(whole) s" }
        let minutes = whole / 60 % 60
        let tail = String(format: "%02d", whole % 60)
        return whole < 3600 ? "\(minutes):\(tail)" : "\(whole / 3600):" + String(format: "%02d", minutes) + ":\(tail)"
    }
}

extension Duration {
    public var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
