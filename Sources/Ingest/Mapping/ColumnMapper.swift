import LocalFacts
import Readers

/// Makes the values of one column.
protocol ColumnMapper: AnyObject {
    /// The values of some rows of a batch, in their order; `intern` gives the code of a value.
    func values(of batch: RowBatch, rows: [Int], intern: (String) throws -> UInt32) throws -> SampleBatch.Values

    /// Forgets the codes that `intern` gave: it will give others.
    func forgetCodes()
}

extension ColumnMapper {
    /// For mappers that remember none.
    func forgetCodes() {}
}

/// The fields that a projection asks for, each once.
struct FieldIndex {
    private(set) var paths: [FieldPath] = []
    private var places: [FieldPath: Int] = [:]

    /// The place of a path in the projection.
    mutating func place(of path: FieldPath) -> Int {
        if let place = places[path] { return place }
        places[path] = paths.count
        paths.append(path)
        return paths.count - 1
    }
}

/// What the columns of a file have in common.
struct MappingContext {
    var missing: [String]
    var path: String
    var resources: MappingResources

    func mapper(for rule: ColumnRule, fields: inout FieldIndex) throws -> any ColumnMapper {
        switch rule.content {
        case .text(let text):
            return TextMapper(fields: places(text.paths, &fields), missing: missing + text.missing)
        case .measure(let measure):
            return MeasureMapper(
                name: rule.name, rule: measure, expression: CompiledExpression(measure.expression, fields: &fields),
                missing: missing + measure.missing)
        case .tag(let field):
            return try mapper(for: field, fields: &fields) ?? TagMapper(values(field, &fields))
        case .tags(let field, _):
            if let mapper = try mapper(for: field, fields: &fields) { return ListOfOneMapper(mapper) }
            return TagListMapper(try values(field, &fields))
        }
    }

    /// The mapper of a field whose value is constant, taken from the path, or chosen; nil for other fields.
    private func mapper(for rule: FieldRule, fields: inout FieldIndex) throws -> (any ColumnMapper)? {
        switch rule.origin {
        case .paths: return nil
        case .constant(let value):
            return ConstantMapper(try chain(rule.steps, rule.missing).values(of: value))
        case .capture(let capture):
            let value = capture.value(in: path)
            return ConstantMapper(try value.map(chain(rule.steps, rule.missing).values) ?? [])
        case .choice(let choice):
            let cases = try choice.cases.map { choice in
                let condition = choice.condition
                return ChoiceMapper.Case(
                    condition: FieldCondition(
                        values: ValueMemo(
                            fields: places(condition.paths, &fields),
                            chain: try chain(condition.steps, condition.missing)),
                        any: condition.any.map(Set.init)),
                    value: choice.value)
            }
            return ChoiceMapper(cases: cases, otherwise: choice.otherwise)
        }
    }

    private func values(_ rule: FieldRule, _ fields: inout FieldIndex) throws -> ValueMemo<UInt32> {
        guard case .paths(let paths) = rule.origin else { return ValueMemo(fields: [], chain: try chain([], [])) }
        return ValueMemo(fields: places(paths, &fields), chain: try chain(rule.steps, rule.missing))
    }

    private func places(_ paths: [FieldPath], _ fields: inout FieldIndex) -> [Int] {
        paths.map { fields.place(of: $0) }
    }

    private func chain(_ steps: [any TransformationRule], _ words: [String]) throws -> TransformationChain {
        try TransformationChain(steps, missing: missing + words, resources: resources)
    }
}
