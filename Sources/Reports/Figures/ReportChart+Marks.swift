extension ReportChart.Kind {
    var marks: any FigureMarks {
        switch self {
        case .bar: BarMarks()
        case .stack: StackMarks()
        case .line: LineMarks()
        case .scatter: ScatterMarks()
        case .heat: HeatMarks()
        case .lorenz: LorenzMarks()
        case .map: TileMapMarks()
        }
    }
}
