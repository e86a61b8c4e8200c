/// The form of a row of a fine-tuning file.
public enum TuningForm: String, Sendable, CaseIterable {
    /// `{"messages": [system, user, assistant]}`, as chat endpoints take it.
    case chat
    /// `{"text": …}`, question and answer in one text.
    case llama
    /// `{"prompt": …, "completion": …}`.
    case promptCompletion = "prompt-completion"
}
