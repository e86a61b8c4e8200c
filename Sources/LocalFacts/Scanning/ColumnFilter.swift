import Columns

/// A predicate made ready for the columns of row groups.
enum ColumnFilter {
    case codes(any CodedColumn, accepted: AcceptedCodes)
    case element(ElementColumn, accepted: AcceptedCodes)
    case sampleID(ClosedRange<Int64>)
    case sampleIDs(Predicate)
    case sampleIDList(SortedIntegers)
    case integers(ColumnDefinition, Predicate)
    case integerList(ColumnDefinition, SortedIntegers)
    case reals(ColumnDefinition, Predicate)
    case texts(ColumnDefinition, Predicate)
    case lengths(ColumnDefinition, TextUnit, Predicate)
    case pattern(TextFilter)

    /// The filter for a predicate on a column; nil if the comparison is left to SQLite.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    init?(_ predicate: Predicate, on content: RelationColumn.Content) throws {
        switch content {
        case .coded(let column):
            guard let accepted = try ColumnFilter.accepted(predicate, try column.values()) else { return nil }
            self = .codes(column, accepted: accepted)
        case .element(let column):
            guard let accepted = try ColumnFilter.accepted(predicate, try column.values()) else { return nil }
            self = .element(column, accepted: accepted)
        case .sampleID:
            guard predicate.comparesNumbers else { return nil }
            self =
                ColumnFilter.range(predicate).map { .sampleID($0) }
                ?? ColumnFilter.integers(predicate).map { .sampleIDList($0) } ?? .sampleIDs(predicate)
        case .integer(let column):
            guard predicate.comparesNumbers else { return nil }
            self = ColumnFilter.integers(predicate).map { .integerList(column, $0) } ?? .integers(column, predicate)
        case .real(let column):
            guard predicate.comparesNumbers else { return nil }
            self = .reals(column, predicate)
        case .text(let column):
            guard predicate.comparesText else { return nil }
            self = .texts(column, predicate)
        case .length(let column, let unit):
            guard predicate.comparesNumbers else { return nil }
            self = .lengths(column, unit, predicate)
        case .numberByID(_, let column?):
            guard let accepted = try ColumnFilter.accepted(predicate, try column.values()) else { return nil }
            self = .codes(column, accepted: accepted)
        case .perRow, .count, .mentions, .weight, .sum, .known, .distinct, .list, .random, .computed, .expression,
            .extreme, .extremeNumber, .numberByID, .queries, .firstRows:
            return nil
        }
    }

    private static func accepted(_ predicate: Predicate, _ values: CodeValues) throws -> AcceptedCodes? {
        switch values {
        case .dictionary(let dictionary):
            guard predicate.comparesText else { return nil }
            // An equality is one look-up instead of comparisons with maybe 100,000 values.
            if predicate.comparison == .equal {
                return .few(predicate.operands.compactMap { $0.text.flatMap(dictionary.code(of:)) })
            }
            return .table(
                [predicate.acceptsNull]
                    + (0..<dictionary.greatestCode).map { predicate.accepts(dictionary.text(of: $0 + 1)) })
        case .values(let values):
            var accepted: [Bool] = []
            for value in values {
                switch value {
                case .null: accepted.append(predicate.acceptsNull)
                case .text(let text):
                    guard predicate.comparesText else { return nil }
                    accepted.append(predicate.accepts(text))
                case .integer(let number):
                    guard predicate.comparesNumbers else { return nil }
                    accepted.append(predicate.accepts(number))
                case .real, .blob: return nil
                }
            }
            return .table(accepted)
        case .numbers(let greatest):
            guard predicate.comparesNumbers else { return nil }
            // The numbers of rows are as many as rows, and a comparison is with one bound.
            if let range = range(predicate) { return acceptedNumbers(range, upTo: greatest) }
            return .table([predicate.acceptsNull] + (0...greatest).map(predicate.accepts))
        }
    }

    /// The codes of the numbers within a range; a code is one more than its number.
    static func acceptedNumbers(_ range: ClosedRange<Int64>, upTo greatest: Int64) -> AcceptedCodes {
        guard range.overlaps(0...greatest) else { return .few([]) }
        let numbers = range.clamped(to: 0...greatest)
        return .range(UInt32(numbers.lowerBound) + 1...UInt32(numbers.upperBound) + 1)
    }

    /// The integers of `in (…)`; nil for other comparisons and other lists.
    private static func integers(_ predicate: Predicate) -> SortedIntegers? {
        guard predicate.comparison == .equal, predicate.operands.count > 1 else { return nil }
        return SortedIntegers(predicate.operands)
    }

    /// The integers that pass a comparison with one integer; nil for other comparisons.
    static func range(_ predicate: Predicate) -> ClosedRange<Int64>? {
        guard predicate.operands.count == 1, case .integer(let bound) = predicate.operands[0] else { return nil }
        switch predicate.comparison {
        case .equal, .is: return bound...bound
        case .greater: return bound == .max ? nil : (bound + 1)...Int64.max
        case .greaterOrEqual: return bound...Int64.max
        case .less: return bound == .min ? nil : Int64.min...(bound - 1)
        case .lessOrEqual: return Int64.min...bound
        default: return nil
        }
    }
}
