import Foundation

/// The address that paths such as `/chat/completions` are appended to.
public struct EndpointAddress: Sendable, Hashable {
    /// `http` or `https`.
    public let scheme: String
    /// In lower case; an IPv6 address without its brackets.
    public let host: String
    public let port: Int
    /// Without a slash at its end; empty for the root.
    public let path: String

    /// - Parameter text: a URL with scheme and host, such as `http://127.0.0.1:8080/v1`. An ending of
    ///   `/chat/completions` or `/embeddings` is removed, since it is often copied with the address.
    /// - Throws: `EndpointError`.
    public init(_ text: String) throws {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        // Looked for before the rest, so that no error repeats a password.
        let authority = trimmed.range(of: "://").map { trimmed[$0.upperBound...].prefix { !"/?#".contains($0) } }
        guard authority?.contains("@") != true else { throw EndpointError.credentialsInAddress }
        guard trimmed.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }),
            let components = URLComponents(string: trimmed), let scheme = components.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = components.host, !host.isEmpty, components.user == nil
        else { throw EndpointError.invalidAddress(trimmed.contains("@") ? "the address" : trimmed) }
        guard components.query == nil, components.fragment == nil else { throw EndpointError.queryInAddress }
        let port = components.port ?? Self.usualPort(of: scheme)
        guard (1...65_535).contains(port) else { throw EndpointError.invalidAddress(trimmed) }
        self.scheme = scheme
        self.host = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        self.port = port
        path = Self.base(of: components.percentEncodedPath)
    }

    private static func usualPort(of scheme: String) -> Int { scheme == "https" ? 443 : 80 }

    private static func base(of path: String) -> String {
        var path = path[...]
        while path.hasSuffix("/") { path.removeLast() }
        for ending in ["/chat/completions", "/embeddings"] where path.hasSuffix(ending) {
            path.removeLast(ending.count)
        }
        return String(path)
    }

    /// Whether the host is this machine, so that no key is needed and no proxy is asked.
    public var isLoopback: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "::1"
            || (host.hasPrefix("127.") && host.split(separator: ".").count == 4
                && host.allSatisfy { $0.isNumber || $0 == "." })
    }

    /// Whether a key would travel without encryption to another machine.
    public var sendsKeyInClear: Bool { scheme == "http" && !isLoopback }

    /// The host, with its port where that is not the scheme's own.
    public var hostAndPort: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == Self.usualPort(of: scheme) ? name : "\(name):\(port)"
    }

    /// The URL of a path below the address. A path that begins with two slashes is taken from the root of the host.
    func url(of path: String) -> String {
        path.hasPrefix("//")
            ? "\(scheme)://\(hostAndPort)\(path.dropFirst())" : "\(scheme)://\(hostAndPort)\(self.path)\(path)"
    }

    /// Whether a server that redirects from here to `url` stays on its own host: the same port, or from `http` to
    /// `https` at their usual ports. Only then may the key follow.
    func allowsRedirect(to url: String) -> Bool {
        guard let components = URLComponents(string: url), components.user == nil, components.password == nil,
            let target = components.scheme?.lowercased(), let targetHost = components.host?.lowercased(),
            targetHost.trimmingCharacters(in: CharacterSet(charactersIn: "[]")) == host
        else { return false }
        let targetPort = components.port ?? Self.usualPort(of: target)
        if target == scheme { return targetPort == port }
        return scheme == "http" && target == "https" && port == 80 && targetPort == 443
    }
}

extension EndpointAddress: CustomStringConvertible {
    public var description: String { "\(scheme)://\(hostAndPort)\(path)" }
}
