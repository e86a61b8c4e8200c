#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// File names as strings. For the system a name is bytes; in Swift a string is UTF-8.
///
/// A byte that is not part of UTF-8 becomes one code point of U+10FE80 … U+10FEFF, which are for private use. If a name
/// itself has these code points, their bytes are written in the same way, so that names and strings correspond one to
/// one. `withSystemName` converts a string for system calls such as `open`.
public enum FileName {
    private static let base: UInt32 = 0x10FE00

    /// The string that stands for the bytes of a name.
    public static func string(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        if let text = String(validating: bytes, as: UTF8.self), !hasStandIns(text) { return text }
        var text = String.UnicodeScalarView()
        var position = 0
        while position < bytes.count {
            let length = min(sequenceLength(bytes[position]), bytes.count - position)
            let character = String(validating: bytes[position..<position + length], as: UTF8.self)
            if let scalars = character?.unicodeScalars, scalars.count == 1, !hasStandIns(scalars) {
                text.append(contentsOf: scalars)
                position += length
            } else {
                if let scalar = Unicode.Scalar(base + UInt32(bytes[position])) { text.append(scalar) }
                position += 1
            }
        }
        return String(text)
    }

    /// The bytes of the name that a string stands for.
    public static func bytes(_ name: String) -> [UInt8] {
        guard hasStandIns(name) else { return Array(name.utf8) }
        return name.unicodeScalars.flatMap { scalar in
            isStandIn(scalar) ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
        }
    }

    /// Calls `body` with the name as the system takes it.
    public static func withSystemName<Result>(_ name: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        guard hasStandIns(name) else { return name.withCString(body) }
        return (bytes(name) + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map(body) ?? "".withCString(body)
            }
        }
    }

    /// The name for people and the store: a byte that is not UTF-8 is written as `\xE9`. If there is one, or if the
    /// name itself has `\x`, each backslash is written twice, so that no two names look the same.
    public static func shown(_ name: String) -> String {
        guard hasStandIns(name) || name.utf8.contains(UInt8(ascii: "\\")) && name.contains(#"\x"#) else { return name }
        return name.unicodeScalars.map { scalar in
            if isStandIn(scalar) {
                let digits = String(UInt8(truncatingIfNeeded: scalar.value), radix: 16, uppercase: true)
                return #"\x"# + digits
            }
            return scalar == #"\"# ? #"\\"# : String(scalar)
        }.joined()
    }

    /// The arguments of this process after its name.
    public static func commandLineArguments() -> [String] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { index in
            CommandLine.unsafeArgv[index].map { argument in
                string(UnsafeRawBufferPointer(start: argument, count: strlen(argument)))
            }
        }
    }

    private static func isStandIn(_ scalar: Unicode.Scalar) -> Bool { scalar.value & 0xFFFFFF80 == base + 0x80 }

    private static func hasStandIns(_ scalars: String.UnicodeScalarView) -> Bool { scalars.contains(where: isStandIn) }

    private static func hasStandIns(_ text: String) -> Bool {
        // All of them begin with this byte, which hardly any text has.
        text.utf8.contains(0xF4) && hasStandIns(text.unicodeScalars)
    }

    private static func sequenceLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
