/// The release of the program that runs: `--version` and the files that it makes name it.
enum Release {
    static let version = "0.1.0"
}
