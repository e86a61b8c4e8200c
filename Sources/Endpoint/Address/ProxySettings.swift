/// The proxies of the usual environment variables: `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, each also
/// in upper case.
///
/// libcurl leaves `HTTP_PROXY` out, since a web server's scripts may receive it from a stranger. Cultivar is no such
/// script.
public struct ProxySettings: Sendable {
    private let environment: [String: String]

    public init(environment: [String: String]) { self.environment = environment }

    private func variable(_ name: String) -> String? {
        [name, name.uppercased()].compactMap { environment[$0] }.first { !$0.isEmpty }
    }

    /// The proxy of an address; nil for none. Requests to this machine go to it directly. A proxy may have a password,
    /// so the value is for libcurl alone.
    func proxy(for address: EndpointAddress) -> String? {
        address.isLoopback ? nil : variable("\(address.scheme)_proxy") ?? variable("all_proxy")
    }

    /// The hosts that are asked directly, in libcurl's form: names separated by commas.
    var exceptions: String { variable("no_proxy") ?? "" }
}
