import ArgumentParser
import Reports
import Tabular
import Warehouse

struct UpgradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade",
        abstract: "Bring a store of an earlier release to the format of this one.",
        discussion: """
            Stores of earlier releases are read as they are. A load needs the current format and upgrades the store \
            first; this command does the same without a load. Rows, codes and checksums of texts and segments stay as \
            they are. Earlier releases cannot read the store afterwards. A damaged store is not upgraded.

              cultivar upgrade --store paper.sqlite
            """)

    @OptionGroup var store: StoreOption

    func run() throws {
        let path = store.path
        let lock = try StoreLock.take(for: path)
        defer { withExtendedLifetime(lock) {} }
        let store = try Store.open(at: path, access: .readWrite)
        let current = try store.formatVersions().current
        let text =
            if let former = try store.upgrade() {
                "\(path): brought from version \(former) of the store's format to version \(current)\n"
            } else {
                "\(path): has version \(current) of the store's format already\n"
            }
        try FileDescriptorSink.standardOutput().write(Array(text.utf8))
    }
}
