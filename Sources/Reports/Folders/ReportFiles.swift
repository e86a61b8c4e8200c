/// The files of a folder, made from the results of reports: the same results and options give the same bytes.
struct ReportFiles {
    let results: [ReportResult]
    /// Reports that could not read their rows.
    var refused: [ReportRunner.Omission] = []
    let manifest: Manifest
    let options: ReportFileOptions

    /// The files of one table in the order of the formats.
    ///
    /// - Throws: why a format cannot take a table.
    func tables(of result: ReportResult) throws -> [ReportFile] {
        let origin = manifest.origin(of: result)
        return try options.formats.compactMap { format in
            guard let ending = format.ending, let document = options.document(format) else { return nil }
            return ReportFile(
                name: "\(result.name).\(ending)", bytes: try document.bytes(of: result, origin: origin))
        }
    }

    /// The specification of a table's figure; nil if no figure is requested or the table has none.
    func specification(of result: ReportResult) -> ReportFile? {
        guard options.formats.contains(where: \.isFigure),
            let figure = result.figure(corpus: manifest.corpus(of: result))
        else { return nil }
        return ReportFile(name: "\(result.name).vl.json", text: figure.specification)
    }

    /// How to cite the data sets of the store; nil if no profile has a citation.
    var citations: ReportFile? {
        let ofTables = (manifest.store.outside ?? []).compactMap(\.profile)
        let profiles = Set(manifest.store.files.compactMap(\.profile) + ofTables).sorted()
        let entries = profiles.compactMap { options.citations[$0] }
        return entries.isEmpty ? nil : ReportFile(name: "data.bib", text: entries.joined(separator: "\n"))
    }

    /// The names of all files of the results, with the pictures that will be drawn of figures.
    var names: Set<String> {
        var names: Set<String> = []
        for result in results {
            names.formUnion(options.formats.compactMap(\.ending).map { "\(result.name).\($0)" })
            guard let specification = specification(of: result) else { continue }
            names.insert(specification.name)
            names.formUnion(options.formats.compactMap(\.picture).map { "\(result.name).\($0.rawValue)" })
        }
        if options.formats.contains(.html) { names.insert(Self.pageName) }
        if let citations { names.insert(citations.name) }
        return names
    }

    private static let pageName = "index.html"

    /// The reports of the page, which may not be all that the folder has.
    private var title: String {
        var titles: [String] = []
        for title in results.map(\.report.title) where !titles.contains(title) { titles.append(title) }
        return titles.count == 1 ? titles[0] : "Reports"
    }

    /// The page of all tables; nil if not requested.
    ///
    /// - Parameter picture: the figure of a table as SVG, by its name.
    func page(picture: (String) -> String?) -> ReportFile? {
        guard options.formats.contains(.html) else { return nil }
        let page = HTMLPage(
            title: title, corpus: manifest.corpus, provenance: manifest.provenance,
            entries: results.map { HTMLPage.Entry(result: $0, figure: picture($0.name)) })
        return ReportFile(name: Self.pageName, text: page.text)
    }
}
