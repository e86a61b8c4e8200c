import Duplicates
import Reports
import Tabular

/// What was found of duplicates, in words.
struct DuplicateAccount {
    let line: String

    init(_ groups: DuplicateGroups, seconds: Double) {
        let exact = groups.members.count { $0.duplicateOf != nil && $0.isExact }
        let near = groups.members.count { $0.duplicateOf != nil && !$0.isExact }
        func count(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
        let speed = seconds > 0 ? ", \(count(Int(Double(groups.textCount) / seconds))) texts/s" : ""
        line = """
            \(count(groups.textCount)) texts = \(count(groups.keptCount)) kept + \(count(exact)) exact and \
            \(count(near)) near duplicates of them; \(count(groups.groupCount)) groups; \
            \(Magnitude.duration(seconds))\(speed)
            """
    }
}
