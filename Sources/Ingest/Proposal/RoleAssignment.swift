import LocalFacts
import Readers

/// Which field of a file takes which role: of several with a fitting name, the one with the most specific name that has
/// values.
struct RoleAssignment {
    /// One per field.
    private(set) var roles: [ColumnRole?]
    /// Why a field whose name fits does not have the role.
    private(set) var reasons: [String?]

    /// - Parameters:
    ///   - samples: of the file.
    ///   - known: the same fields with the values of other files and later rows. A field that has values only there
    ///     takes a role only if no other field takes it.
    ///   - keeping: roles that fields have already.
    init(_ samples: [FieldSample], known: [FieldSample]? = nil, keeping: [FieldPath: ColumnRole] = [:]) {
        roles = samples.map { keeping[$0.path] }
        reasons = roles.map { _ in nil }
        let named = samples.map { sample in
            [sample.path.name, sample.partName].compactMap { $0.flatMap(ColumnNaming.role) }.min { $0.rank < $1.rank }
        }
        for (index, sample) in samples.enumerated() {
            if named[index]?.role == .places, CoordinateText.isHeld(by: sample) {
                reasons[index] = "coordinates name no place"
            }
        }
        for candidates in [samples, known ?? []] {
            var best: [ColumnRole: (index: Int, rank: Int)] = [:]
            for (index, sample) in candidates.enumerated() {
                guard let (role, rank) = named[index], Self.canTakeRole(sample), !roles.contains(role),
                    reasons[index] == nil, rank < best[role]?.rank ?? .max
                else { continue }
                best[role] = (index, rank)
            }
            for (role, winner) in best { roles[winner.index] = role }
        }
        for (index, sample) in (known ?? samples).enumerated() where roles[index] == nil && Self.canTakeRole(sample) {
            guard reasons[index] == nil, let role = named[index]?.role, let winner = roles.firstIndex(of: role) else {
                continue
            }
            reasons[index] = "\(role.rawValue) is taken by \(samples[winner].path)"
        }
    }

    private static func canTakeRole(_ sample: FieldSample) -> Bool {
        sample.rowsWithValue > 0 && sample.structures < sample.values
    }
}

extension FieldPath {
    /// The last key of the path.
    var name: String? {
        steps.reversed().lazy.compactMap { if case .key(let key) = $0 { key } else { nil } }.first
    }
}
