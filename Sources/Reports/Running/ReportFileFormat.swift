/// What can be written of a report into a folder.
public enum ReportFileFormat: String, Sendable, CaseIterable {
    /// Every digit, for programs.
    case csv, tsv, json, jsonl
    /// Rounded, for papers and readers.
    case markdown, latex
    /// One page of all reports, with their figures.
    case html
    /// The figures as Vega-Lite specifications, and as pictures.
    case vl, svg, pdf, png

    /// What a paper and its reviewers need.
    public static let evidence: [ReportFileFormat] = [.csv, .latex, .html, .svg, .pdf]

    /// The ending of a table's file; nil for what is no file a table.
    var ending: String? {
        switch self {
        case .csv, .tsv, .json, .jsonl: rawValue
        case .markdown: "md"
        case .latex: "tex"
        case .html, .vl, .svg, .pdf, .png: nil
        }
    }

    var picture: FigureRenderer.PictureFormat? { FigureRenderer.PictureFormat(rawValue: rawValue) }

    var isFigure: Bool { self == .vl || picture != nil }
}

extension ReportResult {
    /// The table's file in a format; nil for a format that has no file a table.
    func text(as format: ReportFileFormat, provenance: [String], usesSIUnits: Bool) -> String? {
        switch format {
        case .markdown: MarkdownDocument().text(of: self, provenance: provenance)
        case .latex: LaTeXDocument(usesSIUnits: usesSIUnits).text(of: self, provenance: provenance)
        default: OutputFormatName(rawValue: format.rawValue).map { text(in: $0.makeFormat()) }
        }
    }

    private func text(in format: any OutputFormat) -> String {
        var format = format
        var output = TextBuffer()
        format.begin(columns: columns, into: &output)
        for row in rows { format.append(row: row, into: &output) }
        format.end(into: &output)
        return output.text
    }
}
