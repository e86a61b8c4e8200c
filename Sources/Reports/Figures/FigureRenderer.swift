import Foundation

/// Draws Vega-Lite specifications as pictures, by a Python that has vl-convert.
///
/// This is the Python of the environment variable `CULTIVAR_PYTHON`. If that is not set, it is the first of
/// `.venv/bin/python` below the current folder and the `python3` of the shell that has vl-convert.
public struct FigureRenderer {
    /// The forms of a picture.
    public enum PictureFormat: String, Sendable, CaseIterable {
        case svg, pdf, png
    }

    /// Why no picture was made. The specifications are written anyway.
    public enum Failure: Error, Sendable, Equatable {
        /// No Python, or one without the module.
        case missing(python: String)
        /// Specifications that cannot be drawn, with vl-convert's error for the first; the others are drawn.
        case notDrawn(message: String, drawn: [String])
    }

    private let pythons: [String]

    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let given = environment["CULTIVAR_PYTHON"] ?? ""
        let own = ".venv/bin/python"
        let found = FileManager.default.isExecutableFile(atPath: own) ? [own] : []
        pythons = given.isEmpty ? found + ["python3"] : [given]
    }

    /// Writes `NAME.svg` and the like beside each `NAME.vl.json`. A picture gets its name when it is complete. The cost
    /// is that of starting Python once, and some tens of milliseconds per picture.
    ///
    /// - Returns: the paths of the pictures.
    /// - Throws: `Failure`.
    public func render(_ specifications: [String], as formats: [PictureFormat]) throws -> [String] {
        guard !specifications.isEmpty, !formats.isEmpty else { return [] }
        var isDrawn = false
        for python in pythons where !isDrawn { isDrawn = try draw(specifications, as: formats, by: python) }
        guard isDrawn else { throw Failure.missing(python: pythons[pythons.count - 1]) }
        return Self.pictures(of: specifications, as: formats)
    }

    private static func pictures(of specifications: [String], as formats: [PictureFormat]) -> [String] {
        specifications.flatMap { specification in formats.map { stem(specification) + ".\($0.rawValue)" } }
    }

    /// - Returns: false if there is no such Python, or it lacks the module.
    private func draw(_ specifications: [String], as formats: [PictureFormat], by python: String) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [python, "-c", Self.script, formats.map(\.rawValue).joined(separator: ",")] + specifications
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        do {
            try process.run()
        } catch {
            return false
        }
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        switch process.terminationStatus {
        case 0: return true
        case Self.moduleIsMissing, 126, 127: return false
        case Self.someAreNotDrawn:
            let problems = message.split(separator: "\n").compactMap { line -> (picture: String, message: String)? in
                let fields = line.split(separator: "\t", maxSplits: 1)
                return fields.count == 2 ? (String(fields[0]), String(fields[1])) : nil
            }
            let failed = Set(problems.map(\.picture))
            throw Failure.notDrawn(
                message: problems.first.map { "\($0.picture): \($0.message)" } ?? "",
                drawn: Self.pictures(of: specifications, as: formats).filter { !failed.contains($0) })
        default:
            throw Failure.notDrawn(message: message.split(separator: "\n").last.map(String.init) ?? "", drawn: [])
        }
    }

    /// The path of a figure without the ending of its form.
    static func stem(_ path: String) -> String {
        for ending in [".vl.json"] + PictureFormat.allCases.map({ ".\($0.rawValue)" }) where path.hasSuffix(ending) {
            return String(path.dropLast(ending.count))
        }
        return path
    }

    private static let moduleIsMissing: Int32 = 3
    private static let someAreNotDrawn: Int32 = 4

    private static let script = """
        import os, sys
        try:
            import vl_convert
        except ImportError:
            sys.exit(\(moduleIsMissing))
        draw = {
            "svg": lambda text: vl_convert.vegalite_to_svg(text, vl_version="5.20").encode(),
            "pdf": lambda text: vl_convert.vegalite_to_pdf(text, vl_version="5.20"),
            "png": lambda text: vl_convert.vegalite_to_png(text, vl_version="5.20", ppi=300),
        }
        code = 0
        for path in sys.argv[2:]:
            with open(path, encoding="utf-8") as file:
                text = file.read()
            for form in sys.argv[1].split(","):
                picture = path.removesuffix(".vl.json") + "." + form
                try:
                    drawn = draw[form](text)
                except ValueError as error:
                    # The others are drawn all the same.
                    print(picture, " ".join(str(error).split()), sep="\\t", file=sys.stderr)
                    code = \(someAreNotDrawn)
                    continue
                with open(picture + ".part", "wb") as file:
                    file.write(drawn)
                os.replace(picture + ".part", picture)
        sys.exit(code)
        """
}

extension FigureRenderer.Failure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let python):
            """
            the figures are Vega-Lite specifications (.vl.json) only: \(python) has no vl-convert. Let a Python have it \
            (pip install vl-convert-python) and name that in CULTIVAR_PYTHON
            """
        case .notDrawn(let message, _): "a figure cannot be drawn: \(message)"
        }
    }
}
