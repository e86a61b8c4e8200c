// The registry of queries/: one line a report. `make lint` and a test compare it with the folder.
#include "CQueries.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char overview[] = {
#embed "overview.sql"
};

static const unsigned char distributions[] = {
#embed "distributions.sql"
};

static const unsigned char decay[] = {
#embed "decay.sql"
};

static const unsigned char decay_all[] = {
#embed "decay-all.sql"
};

static const unsigned char decay_explained[] = {
#embed "decay-explained.sql"
};

static const unsigned char composition[] = {
#embed "composition.sql"
};

static const unsigned char composition_all[] = {
#embed "composition-all.sql"
};

static const unsigned char concentration[] = {
#embed "concentration.sql"
};

static const unsigned char diversity[] = {
#embed "diversity.sql"
};

static const unsigned char places_top[] = {
#embed "places-top.sql"
};

static const unsigned char representation[] = {
#embed "representation.sql"
};

static const unsigned char multilinguality[] = {
#embed "multilinguality.sql"
};

static const unsigned char multilinguality_correlation[] = {
#embed "multilinguality-correlation.sql"
};

static const unsigned char tasks[] = {
#embed "tasks.sql"
};

static const unsigned char tasks_all[] = {
#embed "tasks-all.sql"
};

static const unsigned char domains[] = {
#embed "domains.sql"
};

static const unsigned char domains_all[] = {
#embed "domains-all.sql"
};

static const unsigned char task_domain_gap[] = {
#embed "task-domain-gap.sql"
};

static const unsigned char coverage_gaps[] = {
#embed "coverage-gaps.sql"
};

static const unsigned char data_provenance[] = {
#embed "data-provenance.sql"
};

static const unsigned char preference_pairs[] = {
#embed "preference-pairs.sql"
};

static const unsigned char preference_weights[] = {
#embed "preference-weights.sql"
};

static const unsigned char reward_agreement[] = {
#embed "reward-agreement.sql"
};

static const unsigned char bias_matrix[] = {
#embed "bias-matrix.sql"
};

static const unsigned char data_efficiency[] = {
#embed "data-efficiency.sql"
};

static const unsigned char alias_coverage[] = {
#embed "alias-coverage.sql"
};

static const unsigned char duplicates[] = {
#embed "duplicates.sql"
};

static const unsigned char agreement[] = {
#embed "agreement.sql"
};

static const unsigned char tag_validity[] = {
#embed "tag-validity.sql"
};

static const unsigned char corrected_shares[] = {
#embed "corrected-shares.sql"
};

static const unsigned char corrected_concentration[] = {
#embed "corrected-concentration.sql"
};

static const unsigned char benchmark[] = {
#embed "benchmark.sql"
};

static const unsigned char survey_answers[] = {
#embed "survey-answers.sql"
};

static const unsigned char label_audit[] = {
#embed "label-audit.sql"
};

static const unsigned char culture_distance[] = {
#embed "culture-distance.sql"
};

static const unsigned char model_against_survey[] = {
#embed "model-against-survey.sql"
};

static const unsigned char survey_against_corpus[] = {
#embed "survey-against-corpus.sql"
};

static const unsigned char augmentation_quality[] = {
#embed "augmentation-quality.sql"
};

static const cultivar_query_file files[] = {
    {"overview.sql", overview, sizeof overview},
    {"distributions.sql", distributions, sizeof distributions},
    {"decay.sql", decay, sizeof decay},
    {"decay-all.sql", decay_all, sizeof decay_all},
    {"decay-explained.sql", decay_explained, sizeof decay_explained},
    {"composition.sql", composition, sizeof composition},
    {"composition-all.sql", composition_all, sizeof composition_all},
    {"concentration.sql", concentration, sizeof concentration},
    {"diversity.sql", diversity, sizeof diversity},
    {"places-top.sql", places_top, sizeof places_top},
    {"representation.sql", representation, sizeof representation},
    {"multilinguality.sql", multilinguality, sizeof multilinguality},
    {"multilinguality-correlation.sql", multilinguality_correlation, sizeof multilinguality_correlation},
    {"tasks.sql", tasks, sizeof tasks},
    {"tasks-all.sql", tasks_all, sizeof tasks_all},
    {"domains.sql", domains, sizeof domains},
    {"domains-all.sql", domains_all, sizeof domains_all},
    {"task-domain-gap.sql", task_domain_gap, sizeof task_domain_gap},
    {"coverage-gaps.sql", coverage_gaps, sizeof coverage_gaps},
    {"data-provenance.sql", data_provenance, sizeof data_provenance},
    {"preference-pairs.sql", preference_pairs, sizeof preference_pairs},
    {"preference-weights.sql", preference_weights, sizeof preference_weights},
    {"reward-agreement.sql", reward_agreement, sizeof reward_agreement},
    {"bias-matrix.sql", bias_matrix, sizeof bias_matrix},
    {"data-efficiency.sql", data_efficiency, sizeof data_efficiency},
    {"alias-coverage.sql", alias_coverage, sizeof alias_coverage},
    {"duplicates.sql", duplicates, sizeof duplicates},
    {"agreement.sql", agreement, sizeof agreement},
    {"tag-validity.sql", tag_validity, sizeof tag_validity},
    {"corrected-shares.sql", corrected_shares, sizeof corrected_shares},
    {"corrected-concentration.sql", corrected_concentration, sizeof corrected_concentration},
    {"benchmark.sql", benchmark, sizeof benchmark},
    {"survey-answers.sql", survey_answers, sizeof survey_answers},
    {"label-audit.sql", label_audit, sizeof label_audit},
    {"culture-distance.sql", culture_distance, sizeof culture_distance},
    {"model-against-survey.sql", model_against_survey, sizeof model_against_survey},
    {"survey-against-corpus.sql", survey_against_corpus, sizeof survey_against_corpus},
    {"augmentation-quality.sql", augmentation_quality, sizeof augmentation_quality},
};

const cultivar_query_file *cultivar_query_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
