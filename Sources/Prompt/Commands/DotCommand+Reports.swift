import Reports
import Warehouse

extension DotCommand {
    static let reports = DotCommand(name: ".reports", summary: "the reports: those of the program and your own") {
        session, _ in
        let own = SavedQueries.ofUser()?.reports() ?? []
        let reports = try ReportCatalogue.embedded() + own
        try session.show(
            columns: ["report", "title", "question"],
            rows: reports.map { [.text($0.name), .text($0.title), .text($0.question)] })
    }

    static let report = DotCommand(
        name: ".report", usage: "NAME [OPTION …]", summary: "run a report, with the options of `cultivar report`",
        detail: """
            .report decay
            .report decay --param level=0.9
            .report all --out tables
            `report decay` without the dot is the short form; .help forms tells how it takes conditions.
            """,
        arguments: [.report], count: 1...Int.max
    ) { session, call in try session.runReport(call.words) }

    static let save = DotCommand(
        name: ".save", usage: "[QUERY] as NAME", summary: "keep a statement as a report of your own",
        detail: """
            .save select stage, sum(n) as n from samples group by stage as stages
            .save as stages        keeps the last statement that was run
            It is a file that .report NAME and .reports find; edit its header to say what its columns mean.
            """,
        count: 2...Int.max
    ) { session, call in try session.save(call.rest) }

    static let export = DotCommand(
        name: ".export", usage: "WHAT [OPTION …]", summary: "write samples or a notebook, as `cultivar export` does",
        count: 1...Int.max
    ) { session, call in
        guard let program = session.program else { throw PromptError.onlyInSession(command: call.name) }
        try program.run(["export"] + call.words, on: session.store)
    }
}
