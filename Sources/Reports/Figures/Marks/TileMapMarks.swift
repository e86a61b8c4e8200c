import Warehouse

/// The world as a grid with a tile for each country, coloured by a number.
struct TileMapMarks: FigureMarks {
    func view(of plan: inout FigurePlan) -> JSONValue {
        let position: JSONValue = [
            "x": ["field": "tile_column", "type": "ordinal", "axis": .null],
            "y": ["field": "tile_row", "type": "ordinal", "axis": .null],
        ]
        let number = JSONValue.value(.text(plan.chart.y))
        return [
            "width": ["step": 10], "height": ["step": 10],
            "encoding": position,
            "layer": [
                [
                    "mark": ["type": "rect", "stroke": "white", "strokeWidth": 0.5],
                    "encoding": [
                        "color": plan.numberColour(plan.chart.y).merging(["condition": Self.withoutNumber(number)])
                    ],
                ],
                [
                    "mark": ["type": "text", "fontSize": 5, "color": "#222222"],
                    "encoding": ["text": ["field": .value(.text(plan.chart.x)), "type": "nominal"]],
                ],
            ],
        ]
    }

    /// Countries that the table does not have are drawn, but as such.
    private static func withoutNumber(_ column: JSONValue) -> JSONValue {
        ["test": ["field": column, "valid": false], "value": "#EEEEEE"]
    }

    /// A row for each tile; nil where the binary lacks the tiles.
    static func tiles(of plan: FigurePlan) -> JSONValue? {
        let chart = plan.chart
        var numbers: [SQLValue: SQLValue] = [:]
        for (country, number) in zip(plan.data.values(of: chart.x), plan.data.values(of: chart.y)) {
            numbers[country] = number
        }
        var tiles: [JSONValue] = []
        do {
            let table = try ReferenceTable(
                named: "reference/country_tiles.csv", columns: ["iso2", "tile_column", "tile_row"])
            try table.forEachRow { fields, _ in
                tiles.append(
                    .object([
                        .init(key: chart.x, value: .value(.text(fields[0]))),
                        .init(key: "tile_column", value: .value(SQLValue(Int64(fields[1])))),
                        .init(key: "tile_row", value: .value(SQLValue(Int64(fields[2])))),
                        .init(key: chart.y, value: .value(numbers[.text(fields[0])] ?? .null)),
                    ]))
            }
        } catch {
            return nil
        }
        return .array(tiles)
    }
}
