import ArgumentParser
import Foundation
import Warehouse

/// Which store a command works on.
struct StoreOption: ParsableArguments {
    @Option(
        name: .customLong("store"),
        help: ArgumentHelp("The store (default: $CULTIVAR_STORE, else corpus.sqlite).", valueName: "file"),
        completion: .file())
    var given: String?

    var path: String {
        given ?? StoreOption.defaultPath
    }

    static var defaultPath: String {
        let environment = ProcessInfo.processInfo.environment["CULTIVAR_STORE"] ?? ""
        return environment.isEmpty ? "corpus.sqlite" : environment
    }

    /// The store, for reading where it is not to be written.
    ///
    /// - Throws: `StoreError`.
    func open(writable: Bool = false) throws -> Store {
        try Store.open(at: path, access: writable ? .readWrite : .readOnly)
    }

    /// The store of a path, for reading.
    ///
    /// - Throws: `StoreError`.
    static func open(_ path: String) throws -> Store { try Store.open(at: path, access: .readOnly) }
}
