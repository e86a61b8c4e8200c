/// Values of a column whose meaning the column's other values decide: "NA" is Namibia among codes, and a missing value
/// among names.
public struct ColumnReading<Target: Sendable & Equatable>: Sendable {
    /// A value of a column, and what it means.
    public typealias Value = (text: String, target: Target?)

    /// The values that are decided so, as they are written.
    public var values: [String]
    /// The meanings of the values, given all values of a column. Values without a meaning are left out.
    public var decide: @Sendable (_ column: [Value]) -> [String: Target]

    public init(values: [String], decide: @escaping @Sendable (_ column: [Value]) -> [String: Target]) {
        self.values = values
        self.decide = decide
    }
}
