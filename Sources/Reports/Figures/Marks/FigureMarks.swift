/// How one kind of chart is drawn.
protocol FigureMarks {
    /// One panel: its size, encoding and marks. May drop rows from the plan's data, and then says so in its omissions.
    func panel(of plan: inout FigurePlan) -> JSONValue
}
