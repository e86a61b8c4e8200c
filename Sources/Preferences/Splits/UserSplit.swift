/// Which users test and which train, so that no user does both.
public struct UserSplit: Sendable, Equatable {
    /// For each user, in the order given, whether its pairs are test pairs.
    public let isTest: [Bool]

    public var testCount: Int { isTest.count { $0 } }
    public var trainCount: Int { isTest.count - testCount }

    /// The users that numpy's `default_rng(seed).permutation(users)` has first: ceil(`share` · users) of them.
    ///
    /// - Parameters:
    ///   - users: how many there are. Their order is that of the data, as a Python script would read it.
    ///   - share: the part that tests, above 0 and below 1.
    ///   - seed: numpy's.
    /// - Throws: `PreferenceError.testShareOutOfRange`.
    public init(users: Int, share: Double = 0.15, seed: UInt64 = 0) throws(PreferenceError) {
        guard share > 0, share < 1 else { throw .testShareOutOfRange(share) }
        var generator = NumpyGenerator(seed: seed)
        let order = generator.permutation(users)
        var isTest = [Bool](repeating: false, count: order.count)
        for user in order.prefix(Int((share * Double(order.count)).rounded(.up))) { isTest[user] = true }
        self.isTest = isTest
    }

    /// The users that a list names.
    ///
    /// - Parameters:
    ///   - users: the name of each user, in the order of the data.
    ///   - test: the names of those that test.
    /// - Throws: `PreferenceError.unknownTestUsers` if the list names users that are not in the data.
    public init(users: [String], test: some Sequence<String>) throws(PreferenceError) {
        let listed = Set(test)
        let unknown = listed.subtracting(users)
        guard unknown.isEmpty else { throw .unknownTestUsers(unknown.sorted()) }
        isTest = users.map(listed.contains)
    }
}
