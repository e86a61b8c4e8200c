/// Why a model could not be asked, or not to the end.
enum AskingError: Error, CustomStringConvertible {
    /// Another process has the ledger of replies.
    case ledgerInUse(String)
    /// The file is no ledger of replies.
    case notALedger(String, reason: String)
    /// No reply is in the ledger, and no endpoint is given.
    case nothingAsked(model: String, ledger: String)
    /// A member of `--extra` cannot be used.
    case badExtra(String)
    /// Requests are given in part only.
    case modelWithoutEndpoint

    var description: String {
        switch self {
        case .ledgerInUse(let path):
            "Another process has the ledger of replies \(path). Wait for its end, or name another file with --ledger."
        case .notALedger(let path, let reason):
            "\(path) is not a ledger of replies: \(reason). Name another file with --ledger."
        case .nothingAsked(let model, let ledger):
            "\(ledger) has no reply of “\(model)” to these questions. Give --endpoint URL to ask the model."
        case .badExtra(let text):
            "--extra “\(text)” is no JSON object. Write it like '{\"chat_template_kwargs\": {\"enable_thinking\": false}}'."
        case .modelWithoutEndpoint: "Name the model with --model."
        }
    }
}
