import Readers
import Warehouse

/// Which field of a file takes which role: of several with a fitting name, the one with the most telling name that has
/// values.
struct RoleAssignment {
    /// One a field.
    private(set) var roles: [ColumnRole?]
    /// Why a field whose name fits does not have the role.
    private(set) var reasons: [String?]

    init(_ samples: [FieldSample]) {
        roles = samples.map { _ in nil }
        reasons = roles.map { _ in nil }
        var best: [ColumnRole: (index: Int, rank: Int)] = [:]
        let candidates = samples.map { sample in
            sample.rowsWithValue > 0 && sample.structures == 0 ? sample.path.name.flatMap(ColumnNaming.role) : nil
        }
        for (index, candidate) in candidates.enumerated() {
            if candidate?.role == .places, CoordinateText.isHeld(by: samples[index]) {
                reasons[index] = "coordinates name no place"
                continue
            }
            guard let candidate, candidate.rank < best[candidate.role]?.rank ?? .max else { continue }
            best[candidate.role] = (index, candidate.rank)
        }
        for (index, candidate) in candidates.enumerated() {
            guard let candidate, reasons[index] == nil, let winner = best[candidate.role] else { continue }
            if winner.index == index {
                roles[index] = candidate.role
            } else {
                reasons[index] = "\(candidate.role.rawValue) is taken by \(samples[winner.index].path)"
            }
        }
    }
}

extension FieldPath {
    /// The last key of the path.
    var name: String? {
        steps.reversed().lazy.compactMap { if case .key(let key) = $0 { key } else { nil } }.first
    }
}
