import Foundation
import TestSupport
import Testing

/// The arrows of the sources run one way: between modules as docs/architecture.md draws them, and between the folders
/// of a module from its upper floors to its lower ones.
@Suite("Layout of the sources")
struct FolderArrowTests {
    /// Modules whose folders still form a circle. A module that no longer has one leaves the set.
    private static let modulesWithCircles: Set<String> = []

    private static let readTree: Result<SourceTree, any Error> = Result {
        try SourceTree(PackageRoot.url.appending(path: "Sources"))
    }

    private let modules: [SourceTree.Module]
    private let page: LayoutPage

    init() throws {
        modules = try Self.readTree.get().modules
        page = LayoutPage(try Self.text(of: "docs/architecture.md"))
    }

    private static func text(of path: String) throws -> String {
        try String(contentsOf: PackageRoot.url.appending(path: path), encoding: .utf8)
    }

    // MARK: - Folders

    @Test func foldersFormNoCircle() {
        for module in modules where !Self.modulesWithCircles.contains(module.name) {
            let arrows = FolderArrows(module.files)
            for circle in arrows.circles {
                Issue.record("Folders of \(module.name) form a circle:\n\(arrows.description(of: circle))")
            }
        }
    }

    @Test func modulesOfTheSetHaveACircle() {
        for name in Self.modulesWithCircles.sorted() {
            let files = modules.first { $0.name == name }?.files ?? []
            #expect(!FolderArrows(files).circles.isEmpty, "\(name) has no circle: take it out of modulesWithCircles")
        }
    }

    @Test func foldersAreOnTheFloorsOfThePage() {
        for module in modules where module.folders.count > 1 && !Self.modulesWithCircles.contains(module.name) {
            let floors = page.floors.first { $0.name == module.name }?.others ?? []
            let missing = module.folders.subtracting(floors).sorted()
            let surplus = Set(floors).subtracting(module.folders).sorted()
            #expect(missing.isEmpty, "docs/architecture.md lacks folders of \(module.name)")
            #expect(surplus.isEmpty, "docs/architecture.md has folders that \(module.name) has not")
        }
    }

    @Test func arrowsBetweenFoldersPointDown() {
        for module in modules where !Self.modulesWithCircles.contains(module.name) {
            let floors = page.floors.first { $0.name == module.name }?.others ?? []
            let arrows = FolderArrows(module.files)
            for (folder, targets) in arrows.arrows {
                for target in targets.keys.sorted() {
                    guard let floor = floors.firstIndex(of: folder), let lower = floors.firstIndex(of: target),
                        lower > floor
                    else { continue }
                    Issue.record(
                        "An arrow of \(module.name) points up:\n\(arrows.description(of: [folder, target]))")
                }
            }
        }
    }

    @Test func floorsAreOfModulesThatThereAre() {
        let names = modules.map(\.name)
        for line in page.floors {
            #expect(names.contains(line.name), "docs/architecture.md has floors of \(line.name), which is no module")
        }
    }

    // MARK: - Modules

    @Test func everyModuleIsDrawnOnce() {
        #expect(page.modules.map(\.name).sorted() == modules.map(\.name))
    }

    @Test func arrowsBetweenModulesPointDown() {
        for (floor, line) in page.modules.enumerated() {
            let below = page.modules[(floor + 1)...].map(\.name)
            for target in line.others {
                #expect(below.contains(target), "\(line.name) -> \(target), which does not stand below it")
            }
        }
    }

    @Test func importsAreThoseOfTheDrawing() {
        let names = Set(modules.map(\.name))
        for module in modules {
            let drawn = drawnArrows(of: module.name)
            let imported = module.imports.intersection(names)
            let lacking = imported.subtracting(drawn).sorted()
            let unused = drawn.subtracting(imported).sorted()
            #expect(lacking.isEmpty, "\(module.name) imports modules that its line in docs/architecture.md lacks")
            #expect(unused.isEmpty, "\(module.name) imports no such modules, which docs/architecture.md draws")
        }
    }

    @Test func dependenciesAreThoseOfTheDrawing() throws {
        let manifest = PackageManifest(try Self.text(of: "Package.swift"))
        let names = Set(modules.map(\.name))
        for module in modules {
            let dependencies = try #require(
                manifest.dependencies[module.name], "Package.swift has no target \(module.name)")
            #expect(
                dependencies.intersection(names).sorted() == drawnArrows(of: module.name).sorted(),
                "Package.swift and docs/architecture.md differ in what \(module.name) depends on")
        }
    }

    private func drawnArrows(of module: String) -> Set<String> {
        Set(page.modules.first { $0.name == module }?.others ?? [])
    }
}
