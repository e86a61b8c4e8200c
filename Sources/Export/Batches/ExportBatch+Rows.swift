import Parquet

extension ExportBatch {
    /// Some of the rows, by their positions in the batch, in the given order.
    ///
    /// - Precondition: every place is one of the batch.
    func rows(_ places: [Int]) -> ExportBatch {
        ExportBatch(rowNumbers: places.map { rowNumbers[$0] }, columns: columns.map { $0.rows(places) })
    }
}

extension ExportValues {
    fileprivate func rows(_ places: [Int]) -> ExportValues {
        switch self {
        case .codes(let codes): return .codes(places.map { codes[$0] })
        case .integers(let values): return .integers(places.map { values[$0] })
        case .reals(let values): return .reals(places.map { values[$0] })
        case .any(let values): return .any(places.map { values[$0] })
        case .texts(let texts):
            var result = TextArray()
            for place in places { texts.withBytes(of: place) { result.append(utf8: $0) } }
            return .texts(result)
        case .lists(let lengths, let codes):
            var starts: [Int] = [0]
            for length in lengths { starts.append((starts.last ?? 0) + (length ?? 0)) }
            return .lists(
                lengths: places.map { lengths[$0] },
                codes: places.flatMap { codes[starts[$0]..<starts[$0] + (lengths[$0] ?? 0)] })
        }
    }
}
