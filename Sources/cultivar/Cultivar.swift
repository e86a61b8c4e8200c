import ArgumentParser

@main
struct Cultivar: ParsableCommand {
    mutating func run() {}
}
