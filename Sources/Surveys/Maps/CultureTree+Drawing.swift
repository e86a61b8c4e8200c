extension CultureTree {
    /// The lines of one join in a drawing: two from the joined clusters up to its height, and one between them.
    public struct Branch: Sendable, Equatable {
        /// Across the drawing, in steps between leaves, from 0.
        public let left: Double
        public let right: Double
        /// The heights at which the two lines begin, and at which they meet: distances.
        public let leftBase: Double
        public let rightBase: Double
        public let height: Double
    }

    /// One branch per join, in the order of `joins`. Leaves stand at 0, 1, … in the order of `leaves`, at height 0.
    public var branches: [Branch] {
        var places = [Double](repeating: 0, count: names.count)
        for (place, name) in members(of: names.count + joins.count - 1).enumerated() { places[name] = Double(place) }
        var heights = [Double](repeating: 0, count: names.count)
        return joins.map { join in
            let branch = Branch(
                left: places[join.first], right: places[join.second], leftBase: heights[join.first],
                rightBase: heights[join.second], height: join.distance)
            places.append((branch.left + branch.right) / 2)
            heights.append(join.distance)
            return branch
        }
    }
}
