extension IngestError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notFound(let argument):
            "\(argument) is not there: no file or folder has this name, and no file matches it as a pattern."
        case .nothingInProfile(let profile, let files):
            "None of the \(files) files belongs to the profile \(profile); its “files” tell the names that do."
        case .standardInputTwice:
            "Standard input can be read once only, and the profile wants it for several inputs; save it to a file first."
        case .streamTwice(let path):
            "\(path) can be read once only, and it is given twice or the profile wants it for several inputs; save it to a "
                + "file first."
        case .stopped:
            "The load was stopped before it had begun a file."
        case .miscounted(let file, let seen, let stored, let rejected, let skipped):
            "\(file): \(seen) rows were seen, but \(stored) stored + \(rejected) rejected + \(skipped) skipped; "
                + "this is a defect of the program, please report it."
        }
    }
}
