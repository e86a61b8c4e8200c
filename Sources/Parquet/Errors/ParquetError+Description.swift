extension ParquetError: CustomStringConvertible {
    public var description: String { "\(place.file): \(problem)" }
}
