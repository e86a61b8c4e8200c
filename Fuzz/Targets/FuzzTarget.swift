import Foundation

/// The test of the bytes that libFuzzer generates. It ends the process if the program is wrong, and returns if it gives
/// an answer or an error.
struct FuzzTarget: Sendable {
    let run: @Sendable ([UInt8]) -> Void

    static let all: [String: FuzzTarget] = [
        "arrow": FuzzTarget(run: fuzzArrow),
        "commands": FuzzTarget(run: fuzzCommands),
        "csv": FuzzTarget(run: fuzzCSV),
        "json": FuzzTarget(run: fuzzJSON),
        "parquet": FuzzTarget(run: fuzzParquet),
        "profile": FuzzTarget(run: fuzzProfile),
        "rewriter": FuzzTarget(run: fuzzRewriter),
        "segment": FuzzTarget(run: fuzzSegment),
        "store": FuzzTarget(run: fuzzStore),
    ]

    /// The target that variable FUZZ_TARGET names.
    static let chosen: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
        guard let target = all[name] else {
            print("FUZZ_TARGET is one of \(all.keys.sorted().joined(separator: ", "))")
            exit(2)
        }
        return target
    }()
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.chosen.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}
