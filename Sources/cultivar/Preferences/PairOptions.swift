import ArgumentParser
import Preferences

/// Which users test.
struct SplitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Split by user: users (over all of them), culture (within each culture) or none.", valueName: "way"))
    var split: SplitWay?

    @Option(help: ArgumentHelp("The part of the users that test, above 0 and below 1; 0.15 by default."))
    var test: Double?

    @Option(
        help: ArgumentHelp(
            "The seed of numpy's default_rng(seed).permutation, whose first users test; 0 by default.",
            valueName: "seed"))
    var numpySeed: UInt64?

    @Option(
        help: ArgumentHelp("A file with the test users, one per line, instead.", valueName: "file"),
        completion: .file())
    var splitFile: String?

    func validate() throws {
        if splitFile != nil, split != nil || test != nil || numpySeed != nil {
            throw ValidationError("--split-file names the test users: it goes with no other option of the split.")
        }
        if let test, !(test > 0 && test < 1) {
            throw ValidationError("--test is a part of the users, above 0 and below 1, and is \(test).")
        }
        if split == SplitWay.none, test != nil || numpySeed != nil {
            throw ValidationError("--split none goes with neither --test nor --numpy-seed.")
        }
    }

    /// The split that the options ask for, given the one that the pairs have.
    func split(_ former: PairParameters.Split) -> PairParameters.Split {
        if let splitFile { return .file(splitFile) }
        if split == SplitWay.none { return .none }
        guard split != nil || test != nil || numpySeed != nil else { return former }
        var (share, seed, within) = (0.15, UInt64(0), false)
        if case .users(let formerShare, let formerSeed, let formerWithin) = former {
            (share, seed, within) = (formerShare, formerSeed, formerWithin)
        }
        return .users(
            share: test ?? share, seed: numpySeed ?? seed, withinCulture: split.map { $0 == .culture } ?? within)
    }
}

/// How users are split.
enum SplitWay: String, CaseIterable, ExpressibleByArgument {
    case users
    case culture
    case none
}

/// The filter and the weight of SCPO.
struct WeightingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Pairs are kept if F < tau; above 0 and below 1.", valueName: "number"))
    var tau = 0.7

    @Option(help: ArgumentHelp("W = min(exp(d0/beta), 1); above 0.", valueName: "number"))
    var beta = 1.1

    func validate() throws {
        do {
            _ = try PreferenceWeighting(tau: tau, beta: beta)
        } catch let error {
            throw ValidationError("\(error).")
        }
    }

    /// - Throws: `PreferenceError`; `validate` has refused such numbers before.
    func weighting() throws -> PreferenceWeighting { try PreferenceWeighting(tau: tau, beta: beta) }
}
