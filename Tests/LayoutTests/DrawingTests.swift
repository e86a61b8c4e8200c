import Testing

/// The arrows of small modules, and the text that they are compared with.
@Suite struct DrawingTests {
    private func file(_ folder: String, _ text: String) -> FolderArrows.File {
        FolderArrows.File(folder: folder, names: SourceScanner.names(in: Array(text.utf8)))
    }

    @Test func arrowsAreOfTypesOfOtherFolders() {
        let arrows = FolderArrows([
            file("Low", "struct Part {}\nstruct Other {}\nlet part = Part()"),
            file("High", "struct Whole { var part: Part; var text: String }"),
        ])
        let expected: [String: [String: Set<String>]] = ["High": ["Low": ["Part"]]]
        #expect(arrows.arrows == expected)
        #expect(arrows.circles.isEmpty)
    }

    @Test func aNameThatIsDeclaredTwiceGivesNoArrow() {
        let arrows = FolderArrows([
            file("A", "struct Part {}"), file("B", "struct Part {}"), file("C", "let part = Part()"),
        ])
        #expect(arrows.arrows.isEmpty)
    }

    @Test func circlesAndWhatIsBehindThem() {
        let arrows = FolderArrows([
            file("A", "struct One { var two: Two }"),
            file("B", "struct Two { var three: Three }\nstruct Four {}"),
            file("C", "struct Three { var one: One; var four: Four }"),
            file("D", "struct Five { var one: One }"),
        ])
        #expect(arrows.circles == [["A", "B", "C"]])
        #expect(arrows.description(of: ["A", "B", "C"]) == "A -> B: Two\nB -> C: Three\nC -> A: One\nC -> B: Four")
    }

    @Test func drawingsOfAPage() {
        let page = LayoutPage(
            """
            # Page
            <!-- modules -->
            ```text
            Top -> Middle, Bottom
            Middle -> Bottom
            Bottom
            ```
            <!-- end of modules -->
            Other -> Text
            <!-- floors -->
            ```text
            Top: Bytes < Records/Rows < Top
            ```
            <!-- end of floors -->
            """)
        #expect(
            page.modules == [
                LayoutPage.Line(name: "Top", others: ["Middle", "Bottom"]),
                LayoutPage.Line(name: "Middle", others: ["Bottom"]), LayoutPage.Line(name: "Bottom", others: []),
            ])
        #expect(page.floors == [LayoutPage.Line(name: "Top", others: ["Bytes", "Records/Rows", "Top"])])
    }

    @Test func dependenciesOfAManifest() {
        let manifest = PackageManifest(
            """
            products: [.executable(name: "Top", targets: ["Top"])],
            targets: [
                .target(name: "Bottom"),
                .target(
                    name: "Middle",
                    dependencies: ["Bottom", .product(name: "Yams", package: "Yams")]
                ),
                .executableTarget(name: "Top", dependencies: ["Middle"], path: "Elsewhere"),
            ]
            """)
        let expected: [String: Set<String>] = ["Bottom": [], "Middle": ["Bottom", "Yams"], "Top": ["Middle"]]
        #expect(manifest.dependencies == expected)
    }
}
