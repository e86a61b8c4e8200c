import Testing

@testable import SparkFacts

@Suite struct SparkAddressTests {
    @Test func partsOfAnAddress() throws {
        let address = try #require(SparkAddress("sc://lake.example.org:443/;use_ssl=true;token=a=b;user_id=me"))
        #expect(address.host == "lake.example.org")
        #expect(address.port == 443)
        #expect(address.parameters.map(\.name) == ["use_ssl", "token", "user_id"])
        #expect(address.parameters.map(\.value) == ["true", "a=b", "me"])
        #expect(address.text == "sc://lake.example.org:443/;use_ssl=true;token=a=b;user_id=me")
    }

    @Test func thePortIsSparksUnlessItIsGiven() {
        #expect(SparkAddress("sc://localhost")?.text == "sc://localhost:15002")
        #expect(SparkAddress("sc://localhost/")?.port == 15_002)
    }

    /// A store may be given away.
    @Test func noSecretIsKept() {
        let address = SparkAddress("sc://h:1/;token=secret;use_ssl=true;x-api-key=secret;user_id=me")
        #expect(address?.withoutSecrets.text == "sc://h:1/;use_ssl=true")
    }

    /// The arguments of a call are kept in the table of loads, and were kept with the token.
    @Test func argumentsAreKeptWithoutSecrets() {
        #expect(SparkAddress.withoutSecrets("sc://h/;token=secret;use_ssl=true") == "sc://h:15002/;use_ssl=true")
        for text in ["sc://h", "--table", "sc://", "sc://h:1/;use_ssl=true"] {
            #expect(SparkAddress.withoutSecrets(text) == text)
        }
    }

    @Test func parametersThatWouldBeLostAreNamed() {
        let address = SparkAddress("sc://h:1/;token=secret;x-databricks-cluster-id=c;user_id=me;x-key=k")
        #expect(address?.lostNames == ["user_id", "x-key"])
        #expect(address?.withoutSecrets.text == "sc://h:1/;x-databricks-cluster-id=c")
    }

    @Test func aTokenReplacesTheOneOfTheAddress() {
        let address = SparkAddress("sc://h:1/;token=old")
        #expect(address?.adding([("token", "new")]).text == "sc://h:1/;token=new")
    }

    @Test(arguments: ["", "spark://h:1", "sc://", "sc://:1", "sc://h:x", "sc://h:0", "sc://h:70000", "sc://h:1/;a"])
    func othersAreNoAddress(_ text: String) { #expect(SparkAddress(text) == nil) }
}
