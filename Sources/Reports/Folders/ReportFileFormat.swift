/// The formats of a report in a folder.
public enum ReportFileFormat: String, Sendable, CaseIterable {
    /// Every digit, for programs.
    case csv, tsv, json, jsonl, parquet, arrow
    /// Rounded, for papers and readers.
    case markdown, latex
    /// One page of all reports, with their figures.
    case html
    /// The figures as Vega-Lite specifications, and as pictures.
    case vl, svg, pdf, png

    /// What a paper and its reviewers need.
    public static let evidence: [ReportFileFormat] = [.csv, .latex, .html, .svg, .pdf]

    /// The extension of a table's file; nil for a format without one file per table.
    var ending: String? {
        switch self {
        case .csv, .tsv, .json, .jsonl, .parquet, .arrow: rawValue
        case .markdown: "md"
        case .latex: "tex"
        case .html, .vl, .svg, .pdf, .png: nil
        }
    }

    var picture: FigureRenderer.PictureFormat? { FigureRenderer.PictureFormat(rawValue: rawValue) }

    var isFigure: Bool { self == .vl || picture != nil }
}

/// How the files of a folder are written.
public struct ReportFileOptions: Sendable {
    public var formats: [ReportFileFormat]
    /// Numbers in LaTeX as `\num{…}`.
    public var usesSIUnits: Bool
    /// CSV and TSV begin with a byte-order mark, as Excel needs it.
    public var hasByteOrderMark: Bool
    /// The columns of LaTeX tables; nil for those that each report prints.
    public var columns: [String]?
    /// The width of LaTeX tables; nil for the narrowest that holds a table.
    public var width: PrintedWidth?
    /// Removes the files that the folder's manifest names, so that only those of this run stay.
    public var replaces = false
    /// Of the program.
    public var version: String
    /// How to cite a data set, as BibTeX, by the profile that loaded it.
    public var citations: [String: String]

    public init(
        formats: [ReportFileFormat] = ReportFileFormat.evidence, usesSIUnits: Bool = false,
        hasByteOrderMark: Bool = false, version: String, citations: [String: String] = [:]
    ) {
        self.formats = formats
        self.usesSIUnits = usesSIUnits
        self.hasByteOrderMark = hasByteOrderMark
        self.version = version
        self.citations = citations
    }

    /// The format of a table's file; nil for a format without one file per table.
    func document(_ format: ReportFileFormat) -> (any TableDocument)? {
        switch format {
        case .csv: DataDocument(format: .csv, hasByteOrderMark: hasByteOrderMark)
        case .tsv: DataDocument(format: .tsv, hasByteOrderMark: hasByteOrderMark)
        case .json: DataDocument(format: .json)
        case .jsonl: DataDocument(format: .jsonl)
        case .parquet: ParquetDocument(version: version)
        case .arrow: ArrowDocument(version: version, form: .file)
        case .markdown: MarkdownDocument()
        case .latex: LaTeXDocument(usesSIUnits: usesSIUnits, columns: columns, width: width)
        case .html, .vl, .svg, .pdf, .png: nil
        }
    }
}
