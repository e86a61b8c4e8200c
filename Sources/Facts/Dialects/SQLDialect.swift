/// How an engine writes SQL: only names and the few functions in which engines differ.
public protocol SQLDialect: Sendable {
    /// A name in the engine's quotes.
    func quoted(_ name: String) -> String
    /// The text of a scalar value.
    func text(_ expression: String) -> String
    /// The JSON text of a list or structure.
    func json(_ expression: String) -> String
    /// A 64-bit integer.
    func integer(_ expression: String) -> String
    /// A double, which may be no finite number.
    func real(_ expression: String) -> String
    /// The double that the digits of a float of 32 bits mean.
    func single(_ expression: String) -> String
    /// The total of numbers: of integers exactly, as a text where the engine would lose digits.
    func sum(_ expression: String, _ form: OutsideField.Form) -> String
}

extension SQLDialect {
    /// The value of a field in its form.
    func expression(_ field: OutsideField) -> String {
        let path = field.path.map(quoted).joined(separator: ".")
        return switch field.form {
        case .text: text(path)
        case .json: json(path)
        case .integer: present(integer(path), field)
        case .real: present(finite(real(path)), field)
        case .single: present(finite(single(path)), field)
        }
    }

    /// A float is its digits, as in files.
    public func single(_ expression: String) -> String { real(text(expression)) }

    /// A number that means "no value" is none. The program compares texts itself, but engines add up numbers.
    private func present(_ value: String, _ field: OutsideField) -> String {
        guard let missing = field.missing, !missing.isEmpty else { return value }
        return "case when \(value) not in (\(missing.joined(separator: ", "))) then \(value) end"
    }

    /// A number that is not finite is no value, as in files. Engines differ in how they compare NaN with itself, but
    /// none puts it between finite numbers.
    private func finite(_ value: String) -> String {
        "case when \(value) between -1.7976931348623157E308 and 1.7976931348623157E308 then \(value) end"
    }
}
