import Foundation

/// The folders of a user that the XDG Base Directory Specification names.
enum UserFolder {
    /// Where programs keep state between runs: `$XDG_STATE_HOME/cultivar`.
    static func state(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
        folder("XDG_STATE_HOME", default: ".local/state", environment)
    }

    /// Where a user's own settings and files are: `$XDG_CONFIG_HOME/cultivar`.
    static func configuration(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
        folder("XDG_CONFIG_HOME", default: ".config", environment)
    }

    /// Nil if the user has no home.
    private static func folder(_ variable: String, default path: String, _ environment: [String: String]) -> String? {
        // The specification has relative paths ignored.
        if let given = environment[variable], given.hasPrefix("/") { return given + "/cultivar" }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return "\(home)/\(path)/cultivar"
    }
}
