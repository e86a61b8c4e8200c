import Testing

@testable import Endpoint

@Suite struct AddressTests {
    @Test func partsOfAnAddress() throws {
        let address = try EndpointAddress("HTTPS://API.Example.org/v1/")
        #expect(address.description == "https://api.example.org/v1")
        #expect(address.port == 443)
        #expect(address.url(of: "/chat/completions") == "https://api.example.org/v1/chat/completions")
        #expect(address.url(of: "//rerank") == "https://api.example.org/rerank")
        #expect(try EndpointAddress("http://h:8080/v1/chat/completions").description == "http://h:8080/v1")
        #expect(try EndpointAddress("http://[::1]:8080").url(of: "/x") == "http://[::1]:8080/x")
        #expect(try EndpointAddress("http://h:80").hostAndPort == "h")
    }

    @Test(arguments: ["", "host", "ftp://h/v1", "http://", "http://h:0", "http://h:99999", "http://h/a b", "file:///x"])
    func whatIsNoAddress(text: String) {
        #expect(throws: EndpointError.self) { try EndpointAddress(text) }
    }

    @Test(arguments: ["http://me:sesame@h/v1", "http://sesame@h", "x://sesame@", "https://a:sesame@@h"])
    func noErrorRepeatsAPassword(text: String) {
        let error = #expect(throws: EndpointError.self) { try EndpointAddress(text) }
        #expect(error.map { "\($0)".contains("sesame") } == false)
    }

    @Test func queriesAreRefused() {
        #expect(throws: EndpointError.queryInAddress) { try EndpointAddress("http://h/v1?key=x") }
    }

    @Test func thisMachine() throws {
        for host in ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "a.localhost"] {
            #expect(try EndpointAddress("http://\(host):1/v1").isLoopback, "\(host)")
        }
        for host in ["127.0.0.1.example.org", "localhost.example.org", "10.0.0.1", "128.0.0.1"] {
            #expect(try !EndpointAddress("http://\(host)/v1").isLoopback, "\(host)")
        }
        #expect(try EndpointAddress("http://10.0.0.1").sendsKeyInClear)
        #expect(try !EndpointAddress("https://10.0.0.1").sendsKeyInClear)
    }

    @Test func redirectsWithinTheHost() throws {
        let address = try EndpointAddress("http://h.org/v1")
        for target in ["http://h.org/v2/x", "http://H.org:80/", "https://h.org/v1"] {
            #expect(address.allowsRedirect(to: target), "\(target)")
        }
        for target in [
            "http://other.org/", "http://h.org:81/", "https://h.org:80/", "http://a@h.org/", "ftp://h.org/", "/x",
            "http://h.org.evil.net/",
        ] {
            #expect(!address.allowsRedirect(to: target), "\(target)")
        }
        #expect(try !EndpointAddress("https://h.org").allowsRedirect(to: "http://h.org"))
    }

    @Test func proxiesOfTheEnvironment() throws {
        let plain = try EndpointAddress("http://h.org")
        let secure = try EndpointAddress("https://h.org")
        let here = try EndpointAddress("http://127.0.0.1:1")
        let settings = ProxySettings(environment: ["http_proxy": "a", "HTTPS_PROXY": "b", "NO_PROXY": "x.org"])
        #expect(settings.proxy(for: plain) == "a")
        #expect(settings.proxy(for: secure) == "b")
        #expect(settings.proxy(for: here) == nil)
        #expect(settings.exceptions == "x.org")
        #expect(ProxySettings(environment: ["all_proxy": "c", "http_proxy": ""]).proxy(for: plain) == "c")
    }
}

@Suite struct KeyTests {
    private static let secret = "sk-test-0123456789abcdef"

    private func key(_ secret: String = secret) throws -> EndpointKey {
        let key = try EndpointKey.read(
            for: EndpointAddress("https://h.org"), from: [EndpointKey.usualVariable: secret])
        return try #require(key)
    }

    @Test func keysComeFromTheEnvironment() throws {
        let here = try EndpointAddress("http://localhost:1")
        let there = try EndpointAddress("https://h.org")
        #expect(try EndpointKey.read(for: here, from: [:]) == nil)
        #expect(throws: EndpointError.missingKey(variable: "CULTIVAR_API_KEY", host: "h.org")) {
            try EndpointKey.read(for: there, from: ["CULTIVAR_API_KEY": ""])
        }
        #expect(try EndpointKey.read(for: there, variable: "OTHER", from: ["OTHER": "x"])?.secret == "x")
    }

    @Test(arguments: ["a b", "a\nX-Header: 1", "a\r", "é", "a\u{0}"])
    func whatCannotBeAKey(value: String) throws {
        let there = try EndpointAddress("https://h.org")
        let error = #expect(throws: EndpointError.self) {
            try EndpointKey.read(for: there, from: ["CULTIVAR_API_KEY": value])
        }
        #expect(error == .invalidKey(variable: "CULTIVAR_API_KEY"))
    }

    @Test(arguments: ["sk-test-0123456789abcdef", "sktest0123456789abcdef"])
    func aKeyGivenAsAVariableIsNotRepeated(name: String) throws {
        let there = try EndpointAddress("https://h.org")
        let error = #expect(throws: EndpointError.self) { try EndpointKey.read(for: there, variable: name, from: [:]) }
        #expect(error.map { "\($0)".contains("0123456789") } == false)
    }

    @Test func noDescriptionHasTheKey() throws {
        let key = try key()
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), String(describing: Optional(key)), dumped, "\([key])"] {
            #expect(!text.contains("0123"), "\(text)")
        }
    }

    @Test func piecesOfTheKeyAreLeftOut() throws {
        let key = try key()
        func redacted(_ text: String) -> String { String(decoding: key.redact(Array(text.utf8)), as: UTF8.self) }
        #expect(redacted("bad key \(Self.secret)!") == "bad key [key]!")
        #expect(redacted("starts with sk-test-01…") == "starts with [key]…")
        #expect(redacted("\(Self.secret)\(Self.secret)") == "[key][key]")
        #expect(redacted("nothing of it: sk-te") == "nothing of it: sk-te")
        #expect(redacted("") == "")
    }

    @Test func shortKeysAreWords() throws {
        let key = try key("none")
        #expect(
            String(decoding: key.redact(Array("none, nonesuch: none".utf8)), as: UTF8.self) == "[key], nonesuch: [key]")
    }
}
