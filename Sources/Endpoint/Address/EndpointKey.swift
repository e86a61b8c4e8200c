/// The secret that a server knows its customer by. It is read from the environment, and only a request has it: its
/// description, its mirror and every error leave it out.
public struct EndpointKey: Sendable {
    /// The variable that is read unless another one is named.
    public static let usualVariable = "CULTIVAR_API_KEY"

    /// The variable that the key was read from.
    public let variable: String
    let secret: String

    /// Reads the key of an address.
    ///
    /// - Parameters:
    ///   - variable: the name of the environment variable.
    ///   - environment: the variables with their values.
    /// - Returns: nil for a loopback address if the variable is not set or is empty.
    /// - Throws: `EndpointError.missingKey`, `.invalidKey` or `.invalidVariableName`.
    public static func read(
        for address: EndpointAddress, variable: String = usualVariable, from environment: [String: String]
    ) throws -> EndpointKey? {
        guard let first = variable.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
            variable.utf8.allSatisfy(isNameByte)
        else { throw EndpointError.invalidVariableName }
        guard let value = environment[variable], !value.isEmpty else {
            // A name that is not set may be a key itself, so only the usual one and upper-case ones are repeated.
            let shown = variable.utf8.contains { $0 >= UInt8(ascii: "a") } ? "with the key" : variable
            guard address.isLoopback else { throw EndpointError.missingKey(variable: shown, host: address.host) }
            return nil
        }
        guard value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw EndpointError.invalidKey(variable: variable)
        }
        return EndpointKey(variable: variable, secret: value)
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}

extension EndpointKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "the key of \(variable)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
