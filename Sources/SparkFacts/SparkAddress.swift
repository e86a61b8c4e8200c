/// The address of a Spark Connect server: `sc://HOST:PORT/;use_ssl=true;token=…`.
public struct SparkAddress: Sendable, Equatable {
    public var host: String
    public var port: Int
    /// The parameters, in their order.
    public var parameters: [(name: String, value: String)]

    public static let usualPort = 15002

    /// The parameters that may be kept in a store. All others may be secrets.
    public static let keptNames = ["use_ssl", "x-databricks-cluster-id"]
    /// The parameter that is a secret, and may also be given by the environment.
    public static let tokenName = "token"

    /// The parameters that are neither kept nor a token, so that later questions would lack them.
    public var lostNames: [String] {
        parameters.map(\.name).filter { $0 != Self.tokenName && !Self.keptNames.contains($0) }
    }

    /// An argument of a command as a store may keep it.
    public static func withoutSecrets(_ argument: String) -> String {
        guard let address = SparkAddress(argument), address != address.withoutSecrets else { return argument }
        return address.withoutSecrets.text
    }

    /// Nil if the text is no such address.
    public init?(_ text: String) {
        guard text.hasPrefix("sc://") else { return nil }
        let parts = text.dropFirst("sc://".count).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let place = parts.first, !place.isEmpty else { return nil }
        let hostEnd = place.lastIndex(of: ":")
        host = String(place[..<(hostEnd ?? place.endIndex)])
        guard !host.isEmpty else { return nil }
        if let hostEnd {
            guard let number = Int(place[place.index(after: hostEnd)...]), (1...65_535).contains(number) else {
                return nil
            }
            port = number
        } else {
            port = Self.usualPort
        }
        parameters = []
        for parameter in (parts.count > 1 ? parts[1] : "").split(separator: ";") {
            let sides = parameter.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2 else { return nil }
            parameters.append((sides[0], sides[1]))
        }
    }

    public static func == (left: SparkAddress, right: SparkAddress) -> Bool { left.text == right.text }

    /// The address with all parameters.
    public var text: String {
        let rest = parameters.map { ";\($0.name)=\($0.value)" }.joined()
        return "sc://\(host):\(port)" + (rest.isEmpty ? "" : "/\(rest)")
    }

    /// The address without what may be secret.
    public var withoutSecrets: SparkAddress {
        var address = self
        address.parameters.removeAll { !Self.keptNames.contains($0.name) }
        return address
    }

    /// The address with further parameters, such as a token.
    public func adding(_ further: [(name: String, value: String)]) -> SparkAddress {
        var address = self
        address.parameters.removeAll { own in further.contains { $0.name == own.name } }
        address.parameters += further
        return address
    }
}
