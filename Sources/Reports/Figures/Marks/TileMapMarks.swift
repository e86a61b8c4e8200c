import SQLite
import Warehouse

/// The world as a grid with a tile for each country, coloured by a number; as wide as a page.
struct TileMapMarks: FigureMarks {
    func panel(of plan: inout FigurePlan) -> JSONValue {
        plan.limit(plan.chart.facet, to: Self.mapLimit)
        plan.explainSmallRows("*")
        let column = plan.chart.y
        let colour = NumberScale(column, in: plan, legend: ["gradientLength": 200])
        if let remark = colour.remark { plan.omit(remark) }
        if plan.data.values(of: column).contains(.null) || plan.data.distinct(plan.chart.x).count < Self.tileCount {
            plan.omit("framed, without colour: \(plan.label("blank") ?? "not in the table")")
        }
        let isPresent = "isValid(datum[\(JSONValue.value(.text(column)).text.dropLast())])"
        // Panels are half as large, without room for names.
        if plan.hasPanels { plan.omit("countries lie as in the map of one panel") }
        return [
            "width": ["step": .value(plan.hasPanels ? 7 : 14)], "height": ["step": .value(plan.hasPanels ? 6.5 : 13)],
            "encoding": [
                "x": ["field": "tile_column", "type": "ordinal", "axis": .null],
                "y": ["field": "tile_row", "type": "ordinal", "axis": .null],
            ],
            "layer": [
                [
                    // Countries that the table does not have are drawn, but as such.
                    "mark": ["type": "rect", "strokeWidth": 1, "invalid": .null],
                    "encoding": [
                        "color": colour.channel.merging([
                            "condition": ["test": .value(.text("!\(isPresent)")), "value": "white"]
                        ]),
                        // Zero is nearly white too, so what has no number has a frame.
                        "stroke": [
                            "condition": ["test": .value(.text("!\(isPresent)")), "value": "#BBBBBB"], "value": "white",
                        ],
                    ],
                ],
                [
                    "mark": ["type": "text", "fontSize": 7],
                    "encoding": [
                        "text": ["field": "tile_text", "type": "nominal"],
                        "color": [
                            "condition": [
                                ["test": .value(.text("!\(isPresent)")), "value": "#777777"],
                                ["test": .value(.text(colour.isDark)), "value": "white"],
                            ],
                            "value": "#222222",
                        ],
                    ],
                ],
            ],
        ]
    }

    /// The countries of ISO 3166-1.
    private static let tileCount = 249
    private static let mapLimit = 4

    /// A row for each tile and panel. The tiles are built in; without them the map would be empty.
    static func tiles(of plan: FigurePlan) -> JSONValue {
        let chart = plan.chart
        let panels = chart.facet.map(plan.data.distinct) ?? [.null]
        let facets = chart.facet.map(plan.data.values) ?? plan.data.rows.map { _ in .null }
        var numbers: [[SQLValue]: SQLValue] = [:]
        let (names, values) = (plan.data.values(of: chart.x), plan.data.values(of: chart.y))
        for (index, country) in names.enumerated() { numbers[[facets[index], country]] = values[index] }
        var small: Set<[SQLValue]> = []
        // A country without a number has no mark to explain.
        for (index, flag) in plan.data.values(of: SmallFlag.column).enumerated()
        where flag == 1 && values[index] != .null {
            small.insert([facets[index], names[index]])
        }
        var tiles: [JSONValue] = []
        let table = try? ReferenceTable(
            named: "reference/country_tiles.csv", columns: ["iso2", "tile_column", "tile_row"])
        try? table?.forEachRow { fields, _ in
            for panel in panels {
                tiles.append(
                    .object(
                        [
                            .init(key: chart.x, value: .value(.text(fields[0]))),
                            .init(
                                key: "tile_text",
                                value: .value(
                                    .text(
                                        (panels.count > 1 ? "" : fields[0])
                                            + (small.contains([panel, .text(fields[0])]) ? "*" : "")))),
                            .init(key: "tile_column", value: .value(SQLValue(Int64(fields[1])))),
                            .init(key: "tile_row", value: .value(SQLValue(Int64(fields[2])))),
                            .init(key: chart.y, value: .value(numbers[[panel, .text(fields[0])]] ?? .null)),
                        ] + (chart.facet.map { [.init(key: $0, value: .value(panel.name))] } ?? [])))
            }
        }
        return .array(tiles)
    }
}
