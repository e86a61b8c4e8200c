import LocalFacts
import Warehouse

/// The tables that the commands about preferences compute.
enum PreferenceTables {
    static let annotators = FactTableTemplate(
        name: "annotators", grain: "one row per person who rates", rowNoun: "annotator", key: "annotator")

    static let pairs = FactTableTemplate(
        name: "pairs", grain: "one row per pair of responses of a turn, the chosen one first", rowNoun: "pair")

    static let turns = FactTableTemplate(
        name: "turns", grain: "one row per turn: the responses of models to one prompt", rowNoun: "turn")

    static let evaluations = FactTableTemplate(
        name: "evaluations", grain: "one row per head and test user", rowNoun: "evaluation")

    static let learningCurves = FactTableTemplate(
        name: "learning_curves", grain: "one row per culture, selection and part of its training users",
        rowNoun: "point of a curve")

    static let opinions = FactTableTemplate(
        name: "opinions", grain: "one row per question, country and option", rowNoun: "share")

    static let turnColumns: [ComputedRows.Column] = [
        .tag("turn", "the exchange"),
        .tag("annotator", "who rated", entities: annotators),
        .tag("culture", "the sub-community of who rated"),
        .integer("responses", "responses of the turn"),
        .integer("empty_responses", "those without a text"),
        .integer("pairs", "pairs that were made"),
        .integer("ties", "pairs of equal scores"),
        .integer("below_gap", "pairs whose scores differ by less than the least gap"),
        .integer("with_empty", "pairs with an empty response"),
        .integer("surplus", "pairs left out because the turn has one with a greater gap"),
    ]

    static let pairColumns: [ComputedRows.Column] =
        [
            .tag("turn", "the exchange that both responses belong to"),
            .tag("annotator", "who rated", entities: annotators),
            .tag("culture", "the sub-community of who rated: the country of residence by default"),
            .tag("split", "train or test, by user"),
            .tag("chosen_model", "the model that wrote the chosen response"),
            .tag("rejected_model", "the model that wrote the rejected response"),
            .integer("pair", "the key of the pair: a hash of its turn and positions, the same in every run"),
            .integer("chosen_response", "the id of the chosen row of the table that the pairs were made of"),
            .integer("rejected_response", "the id of the rejected one"),
            .integer("chosen_position", "the place of the chosen response in its turn"),
            .integer("rejected_position", "the place of the rejected response in its turn"),
            .integer("has_empty", "1 if one of the responses is empty, else 0"),
            .integer("longer", "1 if the chosen response is the longer one, else 0"),
            .real("gap", "the difference of the scores; 1 for a preferred response"),
        ] + weightColumns

    private static let weightColumns: [ComputedRows.Column] = [
        .integer("agrees", "1 if d0 > 0: the reference ranks the pair as it was rated, else 0"),
        .integer("disagrees", "1 if d0 < 0, else 0"),
        .real("r0_chosen", "the reference reward of the chosen response"),
        .real("r0_rejected", "the reference reward of the rejected response"),
        .real("d0", "r0_chosen - r0_rejected"),
        .real("F", "1/(1 + exp(-d0)): the probability that the reference gives to the pair"),
        .real("W", "the weight of the pair: min(exp(d0/beta), 1), or max(exp(-d0), 1) if inverse"),
        .integer("kept", "1 if F < tau, else 0"),
    ]

    static let evaluationColumns: [ComputedRows.Column] = [
        .tag("selection", "the pairs that the head was trained on and their weights"),
        .tag("model_culture", "the culture whose training pairs the head was trained on"),
        .tag("culture", "the culture of the test user"),
        .tag("annotator", "the test user", entities: annotators),
        .integer("pairs", "test pairs of the user"),
        .integer("correct", "those that the head ranks as they were rated"),
        .integer("reference_correct", "those that the reference ranks so"),
        .integer("length_correct", "those whose chosen response is the longer one"),
        .integer("edited_pairs", "those with d0 < 0"),
        .integer("edited_correct", "those with d0 < 0 that the head ranks as they were rated"),
    ]

    static let curveColumns: [ComputedRows.Column] = [
        .tag("culture", "the culture"),
        .tag("selection", "the pairs that the heads were trained on and their weights"),
        .real("share", "the part of the training users"),
        .integer("repetitions", "random subsets of this size"),
        .real("used_pairs", "the mean number of pairs after selection"),
        .real("accuracy", "the mean accuracy on the test pairs, from 0 to 1"),
        .real("least", "the least accuracy of a subset"),
        .real("greatest", "the greatest accuracy of a subset"),
        .real("needed_pairs", "pairs that this selection needs for the best accuracy that all selections reach"),
        .real("target", "that accuracy"),
    ]

    static let opinionColumns: [ComputedRows.Column] = [
        .tag("question", "what was asked"),
        .tag("country", "the country, as it was written", meaning: .place),
        .tag("option", "an answer that could be given"),
        .integer("position", "the place of the option among those of the question"),
        .integer("is_answer", "0 if the option means no answer: refused, don't know, missing, other"),
        .real("share", "the part of the answers, from 0 to 1"),
    ]
}
