import Columns

extension RealVector {
    /// Integers as doubles.
    ///
    /// - Throws: `StoreError.tooLargeForReal` for an integer that a double does not hold exactly.
    package init(widening integers: IntegerVector, column: String) throws {
        let values = try integers.values.map { integer in
            guard let real = Double(exactly: integer) else {
                throw StoreError.tooLargeForReal(column: column, value: integer)
            }
            return real
        }
        self.init(values: values, validity: integers.validity)
    }
}
