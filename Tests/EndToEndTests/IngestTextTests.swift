@testable import Ingest
import Reports
import Tabular
import Testing

@testable import cultivar

/// The progress line and the account of a load, without a terminal.
@Suite struct IngestTextTests {
    @Test(
        arguments: [
            (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (12_345, "12.3 kB"), (999_400, "999 kB"), (999_600, "1.0 MB"),
            (1_234_567_890, "1.2 GB"), (Int64.max, "9223 PB"),
        ] as [(Int64, String)])
    func bytes(_ count: Int64, _ expected: String) {
        #expect(Magnitude.bytes(count) == expected)
    }

    @Test(
        arguments: [
            (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000"),
            (Int64.min, "-9,223,372,036,854,775,808"),
        ] as [(Int64, String)])
    func grouped(_ number: Int64, _ expected: String) {
        #expect(Magnitude.grouped(number) == expected)
    }

    @Test(arguments: [
        (0.04, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.4, "59 s"), (59.6, "1:00"), (185, "3:05"),
        (3723, "1:02:03"), (-1, "0.0 s"), (1e30, "277777:46:40"),
    ])
    func durations(_ seconds: Double, _ expected: String) {
        #expect(Magnitude.duration(seconds) == expected)
    }

    private func progress(file: Int = 2, read: Int64, of size: Int64?, seconds: Int64) -> IngestProgress {
        IngestProgress(
            path: "part-2.jsonl", fileNumber: file, fileCount: 3, bytesRead: read, bytesTotal: size, rows: 12_000,
            rejects: 7, elapsed: .seconds(seconds))
    }

    @Test func line() {
        #expect(
            ProgressLine.line(progress(read: 1000, of: 2000, seconds: 2), done: 3000, of: 12_000)
                == "[2/3] 3.0 kB of 12.0 kB (25 %)  12,000 rows  6,000 rows/s  7 rejected  6.0 s left  part-2.jsonl")
        // The length of a stream is unknown, and in the first second there is no estimate.
        #expect(
            ProgressLine.line(progress(read: 1000, of: nil, seconds: 0), done: 1000, of: nil)
                == "[2/3] 1.0 kB  12,000 rows  7 rejected  part-2.jsonl")
    }

    @Test func linesAreRareAndFitTheTerminal() {
        var line = ProgressLine(bytesTotal: 5000, columns: 21)
        #expect(line.text(for: progress(file: 1, read: 500, of: 1000, seconds: 0)) == "\r[1/3] 500 B of 5.0 k\u{1B}[K")
        #expect(line.text(for: progress(file: 1, read: 600, of: 1000, seconds: 0)) == nil)
        #expect(line.text(for: progress(file: 2, read: 600, of: 4000, seconds: 9)) == "\r[2/3] 1.6 kB of 5.0 \u{1B}[K")
        #expect(line.clear() == "\r\u{1B}[K")
        #expect(line.clear() == "")
    }
}
