import Foundation

/// The memory that the process holds.
public enum ProcessMemory {
    /// Bytes of the process's own memory, without the pages of files; 0 if unknown.
    public static var ownBytes: Int64 {
        guard let status = FileManager.default.contents(atPath: "/proc/self/status"),
            let line = status.split(separator: UInt8(ascii: "\n")).first(where: { $0.starts(with: "RssAnon:".utf8) })
        else { return 0 }
        let digits = line.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return (Int64(String(decoding: digits, as: UTF8.self)) ?? 0) * 1024
    }
}
