import Foundation
import TestSupport
import Testing

/// The LaTeX tables, typeset in a two-column paper: nothing is wider than its column, and no type is below 7 pt.
@Suite struct TypesetTableTests {
    private static let pdfLaTeX = ["/usr/bin/pdflatex", "/usr/local/bin/pdflatex", "/Library/TeX/texbin/pdflatex"]
        .first(where: FileManager.default.isExecutableFile)

    /// As acl.sty has it: columns of 219 pt, a text of 455 pt.
    private static func paper(_ size: String, _ tables: [String]) -> String {
        """
        \\pdfcompresslevel=0 \\pdfobjcompresslevel=0
        \\documentclass[\(size),twocolumn]{article}
        \\usepackage[T1]{fontenc}\\usepackage{textcomp}\\usepackage{booktabs}\\usepackage{array}
        \(size == "11pt" ? "\\usepackage{times}" : "")
        \\setlength{\\textwidth}{455pt}\\setlength{\\columnsep}{17pt}\\setlength{\\textheight}{690pt}
        \\setlength{\\topmargin}{-40pt}\\setlength{\\oddsidemargin}{0pt}
        \\pagestyle{empty}
        \\begin{document}
        \(tables.map { "\\input{tables/\($0)}\\clearpage" }.joined(separator: "\n"))
        \\end{document}

        """
    }

    /// The sizes of type on the pages, in points of TeX.
    private static func sizes(in pdf: Data) -> Set<Double> {
        let text = String(decoding: pdf, as: UTF8.self)
        let sizes = text.matches(of: /\/F[0-9]+ ([0-9.]+) Tf/).compactMap { Double($0.1) }
        return Set(sizes.map { ($0 * 72.27 / 72 * 100).rounded() / 100 })
    }

    @Test(
        .enabled(if: pdfLaTeX != nil, "skipped: there is no pdflatex (texlive-latex-recommended)"),
        arguments: ["11pt", "10pt"])
    func everyTableFitsATwoColumnPaper(size: String) throws {
        try Program.inFreshFolder { program in
            let sample = PackageRoot.url.appending(path: "samples/culture-sample").path
            let load = try program.run("ingest", sample, "--stages", "\(sample)/stages.csv", "--quiet")
            try #require(load.code == 0, "\(load.errors)")
            #expect(try program.run("report", "all", "--out", "tables", "--format", "latex").code == 0)
            let folder = program.folder.appending(path: "tables").path
            let tables = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".tex") }
            #expect(tables.count > 25)
            try program.write(Self.paper(size, tables.sorted()), to: "paper.tex")
            let typeset = try program.shell(
                "\(Self.pdfLaTeX ?? "") -halt-on-error -interaction=nonstopmode paper.tex >out.txt; echo $?")
            let log = try program.text(of: "paper.log")
            #expect(typeset.output == "0\n", "\(log.split(separator: "\n").filter { $0.hasPrefix("!") })")
            let overfull = log.split(separator: "\n").filter {
                $0.contains("Overfull \\hbox") || $0.contains("Float too")
            }
            #expect(overfull.isEmpty, "\(overfull)")
            let sizes = Self.sizes(in: try Data(contentsOf: program.folder.appending(path: "paper.pdf")))
            #expect(!sizes.isEmpty && sizes.allSatisfy { $0 >= 7 }, "\(sizes.sorted())")
        }
    }

    /// Text in any script compiles with pdfLaTeX, which has no fonts for most.
    @Test(.enabled(if: pdfLaTeX != nil, "skipped: there is no pdflatex (texlive-latex-recommended)"))
    func otherScriptsCompile() throws {
        try Program.inFreshFolder { program in
            let tags = ["日本語", "Москва", "العربية", "हिन्दी", "🇫🇷", "Tiếng Việt", "ə", "👩‍🔬", "C_a&b%"]
            let rows = tags.map { #"{"text": "t", "culture": "\#($0)", "source": "s", "stage": "sft"}"# }
            try program.write(rows.joined(separator: "\n"), to: "data.jsonl")
            #expect(try program.run("ingest", "data.jsonl", "--quiet").code == 0)
            #expect(try program.run("report", "composition", "--out", "tables", "--format", "latex").code == 0)
            let table = try program.text(of: "tables/composition.tex")
            // The mark is that of few samples.
            #expect(table.contains("\\inscript{Москва†}{Moskva†}") && table.contains("{FR†}"), "\(table)")
            try program.write(Self.paper("10pt", ["composition.tex"]), to: "paper.tex")
            let typeset = try program.shell(
                "\(Self.pdfLaTeX ?? "") -halt-on-error -interaction=nonstopmode paper.tex >out.txt; echo $?")
            let printed = try program.text(of: "out.txt")
            #expect(typeset.output == "0\n", "\(printed.suffix(600))")
        }
    }
}
