import LocalFacts
import Warehouse

extension ExportError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownRelation(let name, let known):
            NearestName.of(name, among: known).map { "there is no relation \(name): did you mean \($0)?" }
                ?? "there is no relation \(name); there are \(known.joined(separator: ", "))"
        case .notAQuestion: "only a statement that gives rows and changes nothing can be exported"
        case .condition(let error, let suggestion):
            "in --where: \(error)" + (suggestion.map { "\ndid you mean \($0)?" } ?? "")
        case .cannotBalance(let column, let hasSeveral):
            hasSeveral
                ? "--balance needs columns with one value per sample, and \(column) has several"
                : "--balance needs columns of tags or whole numbers, and \(column) is neither"
        case .valueHoldsSeparator(let column, let value, let separator):
            """
            a value of \(column) cannot stand in a list that is separated by “\(separator)”: “\(value)”. \
            Give another --list-separator, or write jsonl, parquet or arrow, which have lists
            """
        case .columnTwice(let name): "column \(name) is asked for twice"
        case .needsSamples(let option): "\(option) is for samples: export the relation samples"
        case .noMarker(let column, let known):
            "--marker-dropout-each \(column): no marker has this column; the markers have \(known.joined(separator: ", "))"
        case .noTextColumn(let store): "\(store) has no column of texts for markers"
        case .notATag(let column): "column \(column) is one of texts, which are no tags"
        case .standardInput: "standard input cannot be annotated: it is read twice; write it to a file first"
        case .noUpstream(let path): "\(path) is a folder: name the files in it"
        case .upstreamDiffers(let file, let other, let reason):
            "\(file) and \(other) cannot go into one file: \(reason). Give a folder as --out: each gets a file of its own"
        case .wrongEnding(let path, let expected):
            "--out \(path) should end with \(expected.joined(separator: " or ")): JSON lines, CSV and Parquet stay what they are, all else becomes JSON lines"
        case .overwritesUpstream(let path): "\(path) is one of the files that are read: give another --out"
        case .upstream(let file, let reason): "\(file): \(reason)"
        case .markers(let problem, let template, let offset):
            "the markers are wrong: \(problem)\n    \(ExportError.oneLine(template))\n    "
                + String(repeating: " ", count: offset) + "^"
        }
    }

    /// A template with each line feed as one character, so that the pointer below it is at the right place.
    private static func oneLine(_ template: String) -> String { template.replacing("\n", with: "⏎") }
}

extension MarkerProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unclosed(let bracket): "“\(bracket)” is not closed; one that is meant itself is doubled"
        case .unopened(let bracket): "“\(bracket)” closes nothing; one that is meant itself is doubled"
        case .emptyName: "braces hold the name of a column, such as {culture}"
        case .nested: "brackets stand within brackets"
        case .groupWithoutColumn: "brackets without a column would always be there; brackets that are meant are doubled"
        case .textInGroup: "{text} cannot be left out: put it outside of the brackets"
        case .textTwice: "{text} stands here a second time"
        case .unknownEscape(let character): "“\\\(character)” means nothing; there are \\n, \\t and \\\\"
        case .noMarkers: "it has no column, such as {culture}"
        }
    }
}
