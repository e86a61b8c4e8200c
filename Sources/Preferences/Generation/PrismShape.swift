/// The sizes and marginals of PRISM that generated data has.
///
/// Source: H. R. Kirk and others, "The PRISM alignment dataset", NeurIPS 2024 Datasets and Benchmarks; sizes as
/// published with the data set HannahRoseKirk/prism-alignment.
enum PrismShape {
    static let utterances = 68_371
    static let turns = 27_172
    static let conversations = 8_011
    static let users = 1_500
    static let usersWithConversations = 1_396

    /// Residents by country; the other users live in `otherCountries`.
    static let residents: [(country: String, users: Int)] = [
        ("United States", 386), ("United Kingdom", 340), ("South Africa", 86), ("New Zealand", 77), ("Australia", 72),
        ("Mexico", 67), ("Chile", 65), ("Israel", 61), ("Canada", 54),
    ]
    static let otherCountries = [
        "Poland", "Portugal", "Italy", "Spain", "Greece", "Germany", "France", "Netherlands", "Hungary", "Ireland",
        "Brazil", "Argentina", "Colombia", "Japan", "South Korea", "India", "Kenya", "Nigeria", "Turkey", "Sweden",
        "Czech Republic", "Viet Nam", "Russian Federation", "Prefer not to say",
    ]

    /// Models with their providers, from the best rated to the worst.
    static let models: [(name: String, provider: String)] = [
        ("gpt-4-1106-preview", "openai"), ("command", "cohere"), ("command-nightly", "cohere"), ("gpt-4", "openai"),
        ("HuggingFaceH4/zephyr-7b-beta", "huggingface_api"), ("mistralai/Mistral-7B-Instruct-v0.1", "huggingface_api"),
        ("gpt-3.5-turbo", "openai"), ("claude-2", "anthropic"), ("claude-2.1", "anthropic"),
        ("meta-llama/Llama-2-70b-chat-hf", "huggingface_api"), ("claude-instant-1", "anthropic"),
        ("command-light", "cohere"), ("models/chat-bison-001", "google"),
        ("meta-llama/Llama-2-13b-chat-hf", "huggingface_api"), ("timdettmers/guanaco-33b-merged", "huggingface_api"),
        ("meta-llama/Llama-2-7b-chat-hf", "huggingface_api"), ("luminous-supreme-control", "aleph_alpha"),
        ("tiiuae/falcon-7b-instruct", "huggingface_api"),
        ("OpenAssistant/oasst-sft-4-pythia-12b-epoch-3.5", "huggingface_api"),
        ("luminous-extended-control", "aleph_alpha"), ("google/flan-t5-xxl", "huggingface_api"),
    ]

    static let conversationTypes = ["unguided", "values guided", "controversy guided"]
    static let ages = [
        "18-24 years old", "25-34 years old", "35-44 years old", "45-54 years old", "55-64 years old", "65+ years old",
    ]
    static let genders = ["Female", "Male", "Non-binary / third gender", "Prefer not to say"]
    static let education = [
        "University Bachelors Degree", "Graduate / Professional degree", "Some University but no degree",
        "Completed Secondary School", "Vocational", "Some Secondary", "Prefer not to say",
    ]
    static let employment = [
        "Working full-time", "Working part-time", "Student", "Unemployed, seeking work", "Retired",
        "Homemaker / Stay-at-home parent", "Prefer not to say",
    ]
    static let maritalStatus = [
        "Never been married", "Married", "Divorced / Separated", "Widowed", "Prefer not to say",
    ]
    static let english = ["Native speaker", "Fluent", "Advanced", "Intermediate", "Basic"]
    static let ethnicities = [
        "White", "Black / African", "Asian", "Hispanic / Latino", "Mixed", "Other", "Prefer not to say",
    ]
    static let religions = ["Non-religious", "Christian", "Muslim", "Jewish", "Hindu", "Other", "Prefer not to say"]

    static let topics = [
        "family", "work", "religion", "climate", "immigration", "health", "school", "travel", "cooking", "elections",
        "marriage", "music", "money", "justice", "history", "language", "children", "gender", "sport", "technology",
    ]
    static let words = [
        "people", "often", "believe", "that", "the", "a", "community", "can", "support", "each", "other", "because",
        "values", "differ", "and", "it", "is", "important", "to", "listen", "some", "argue", "while", "others",
        "prefer",
        "careful", "evidence", "suggests", "many", "ways", "of", "living", "together", "respect", "time", "choice",
        "simple", "example", "consider", "first", "then", "however", "in", "practice", "result", "question", "answer",
    ]
    /// Words that a culture values or does not, so that there is something to learn.
    static let warmWords = ["warmly", "together", "grandmother", "tradition", "neighbours", "gratitude"]
    static let plainWords = ["directly", "briefly", "individual", "efficient", "independent", "facts"]
}
