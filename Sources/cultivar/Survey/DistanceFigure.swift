import Endpoint
import Foundation
import Surveys
import Tabular

/// Maps and trees of distances as Vega-Lite specifications, drawn as the figures of reports are.
enum DistanceFigure {
    private static let size = 420

    /// A point with its name for each group, with one unit on both axes: distances can be compared in all directions.
    static func map(_ map: CultureMap, measure: DistanceMeasure) -> String {
        let values = zip(map.names, map.coordinates).map { name, place -> JSON in
            ["name": .string(name), "x": .number(place[0]), "y": .number(place[1])]
        }
        let numbers = map.coordinates.flatMap { $0 }
        let reach = max((numbers.map(abs).max() ?? 1) * 1.15, 1e-9)
        func axis(_ field: String) -> JSON {
            [
                "field": .string(field), "type": "quantitative", "title": .null,
                "scale": ["domain": [.number(-reach), .number(reach)], "nice": false],
                "axis": ["grid": true, "tickCount": 5],
            ]
        }
        let position: JSON = ["x": axis("x"), "y": axis("y")]
        let text: JSON = ["x": axis("x"), "y": axis("y"), "text": ["field": "name", "type": "nominal"]]
        return spec(
            title: "Cultures by classical scaling of \(words(measure))",
            body: [
                JSON.Member("width", .integer(size)), JSON.Member("height", .integer(size)),
                JSON.Member("data", ["values": .array(values)]),
                JSON.Member(
                    "layer",
                    [
                        [
                            "mark": ["type": "point", "filled": true, "size": 40, "color": "#0072B2"],
                            "encoding": position,
                        ],
                        [
                            "mark": ["type": "text", "align": "left", "dx": 6, "dy": -4, "fontSize": 10],
                            "encoding": text,
                        ],
                    ]),
            ])
    }

    /// Names at the left, joins to the right at their distance.
    static func tree(_ tree: CultureTree, measure: DistanceMeasure) -> String {
        var lines: [JSON] = []
        func line(_ x: Double, _ y: Double, _ x2: Double, _ y2: Double) {
            lines.append(["x": .number(x), "y": .number(y), "x2": .number(x2), "y2": .number(y2)])
        }
        for branch in tree.branches {
            line(branch.leftBase, branch.left, branch.height, branch.left)
            line(branch.rightBase, branch.right, branch.height, branch.right)
            line(branch.height, branch.left, branch.height, branch.right)
        }
        let names = tree.leaves.enumerated().map { place, name -> JSON in
            ["x": .integer(0), "y": .integer(place), "name": .string(name)]
        }
        let x: JSON = ["field": "x", "type": "quantitative", "title": .string(words(measure)), "scale": ["zero": true]]
        let y: JSON = [
            "field": "y", "type": "quantitative", "axis": .null,
            "scale": [
                "domain": [.number(-0.5), .number(Double(tree.names.count) - 0.5)], "nice": false, "reverse": true,
            ],
        ]
        return spec(
            title: "Cultures by average linkage of \(words(measure))",
            body: [
                JSON.Member("width", .integer(size)), JSON.Member("height", .integer(max(18 * tree.names.count, 60))),
                JSON.Member(
                    "layer",
                    [
                        [
                            "data": ["values": .array(lines)], "mark": ["type": "rule", "color": "#333333"],
                            "encoding": ["x": x, "y": y, "x2": ["field": "x2"], "y2": ["field": "y2"]],
                        ],
                        [
                            "data": ["values": .array(names)],
                            "mark": ["type": "text", "align": "right", "dx": -6, "fontSize": 10],
                            "encoding": ["x": x, "y": y, "text": ["field": "name", "type": "nominal"]],
                        ],
                    ]),
            ])
    }

    private static func spec(title: String, body: [JSON.Member]) -> String {
        let head = [
            JSON.Member("$schema", "https://vega.github.io/schema/vega-lite/v5.json"),
            JSON.Member("title", .string(title)), JSON.Member("background", "white"),
        ]
        let config = JSON.Member("config", ["view": ["stroke": .null], "axis": ["domain": true]])
        return JSON.object(head + body + [config]).text + "\n"
    }

    private static func words(_ measure: DistanceMeasure) -> String {
        switch measure {
        case .jensenShannonDistance: "mean Jensen-Shannon distance"
        case .jensenShannon: "mean Jensen-Shannon divergence (bits)"
        case .totalVariation: "mean total variation"
        case .wasserstein: "mean Wasserstein distance (parts of the scale)"
        }
    }

    static func write(_ specification: String, to path: String) throws {
        try AtomicFile.write(specification.utf8, to: path)
    }
}
