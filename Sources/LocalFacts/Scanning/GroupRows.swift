/// The rows of one row group that a scan goes over: samples, or in a list relation their elements.
struct GroupRows {
    var count: Int
    /// The sample (place in the row group) of each row; nil where row i is sample i.
    var samples: [UInt32]?
    /// The element of each row; nil where row i is element i, or where there are no elements.
    var elements: [UInt32]?

    func sample(_ row: Int) -> Int { samples.map { Int($0[row]) } ?? row }
    func element(_ row: Int) -> Int { elements.map { Int($0[row]) } ?? row }
}
