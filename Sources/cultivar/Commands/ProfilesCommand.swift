import ArgumentParser
import Ingest
import Reports
import Tabular

struct ProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles",
        abstract: "List the data sets that the program knows.",
        discussion: """
            Prints name and title of each profile; `cultivar ingest` recognises their files. `cultivar \
            schema FILE` proposes one for another data set.

              cultivar profiles
            """)

    func run() throws {
        let profiles =
            (try ProfileLoader.shipped().map { (name: $0.name, title: $0.title, url: $0.url) }
            + [(OpinionLoad.profile, OpinionLoad.title, OpinionLoad.url)]).sorted { $0.name < $1.name }
        let width = profiles.map(\.name.count).max() ?? 0
        let lines = profiles.map { profile in
            let padding = String(repeating: " ", count: width - profile.name.count + 2)
            let origin = profile.url.map { " (\($0))" } ?? ""
            return "\(profile.name)\(padding)\(profile.title)\(origin)\n"
        }
        try FileDescriptorSink.standardOutput().write(Array(lines.joined().utf8))
    }
}
