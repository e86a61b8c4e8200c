/// A part of a URL's or a host's name: the host itself, its last label, or the country of that domain.
public enum HostPart: String, TransformationRule, Hashable, CaseIterable {
    case name
    case tld
    case country

    public func prepared(with resources: MappingResources) throws -> any Transformation {
        switch self {
        case .name: HostLabels { [$0] }
        // A name that ends with a dot has the root's empty label as its last label, and so no value.
        case .tld:
            HostLabels { host in [String(host[(host.lastIndex(of: ".").map(host.index(after:)) ?? host.startIndex)...])]
            }
        case .country:
            // The name, not the code: "NA" is Namibia's code, and as a place it means that there is none.
            HostLabels { [places = try Resolvers.embedded().places] host in
                places.country(ofHost: host).flatMap(places.country).map { [$0.name] } ?? []
            }
        }
    }
}

extension HostPart: Decodable {
    public init(from decoder: any Decoder) throws { self = try decoder.word() }
}

/// Finds the host in a URL and takes something out of it. A port, a user's name and the case do not matter.
struct HostLabels: Transformation {
    var part: @Sendable (_ host: String) -> [String]

    func values(of value: String) -> [String] { Self.host(of: value).map(part) ?? [] }

    /// The host of `https://user@host:80/path?query`, or of what is written without a scheme; in lower case.
    static func host(of value: String) -> String? {
        var rest = value.trimmingBlanks
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let user = rest.lastIndex(of: "@") { rest = rest[rest.index(after: user)...] }
        if let port = rest.lastIndex(of: ":"), rest[rest.index(after: port)...].allSatisfy(\.isNumber) {
            rest = rest[..<port]
        }
        return rest.isEmpty ? nil : rest.lowercased()
    }
}
