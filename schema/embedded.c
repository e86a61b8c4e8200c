// The registry of schema/: one line a file. A test compares it with the folder.
#include "CSchema.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char ddl_001[] = {
#embed "ddl/001-store.sql"
};

static const unsigned char ddl_002[] = {
#embed "ddl/002-reference.sql"
};

static const unsigned char ddl_003[] = {
#embed "ddl/003-world.sql"
};

static const unsigned char ddl_004[] = {
#embed "ddl/004-text-index.sql"
};

static const unsigned char ddl_005[] = {
#embed "ddl/005-checksums.sql"
};

static const unsigned char ddl_006[] = {
#embed "ddl/006-field-note.sql"
};

static const unsigned char ddl_007[] = {
#embed "ddl/007-outside.sql"
};

static const unsigned char engine_spark_bridge[] = {
#embed "engines/spark_bridge.py"
};

static const unsigned char profile_alignment[] = {
#embed "profiles/alignment.yaml"
};

static const unsigned char profile_blend[] = {
#embed "profiles/blend.yaml"
};

static const unsigned char profile_community_alignment[] = {
#embed "profiles/community-alignment.yaml"
};

static const unsigned char profile_culturellm_benchmark[] = {
#embed "profiles/culturellm-benchmark.yaml"
};

static const unsigned char profile_culturemarkers[] = {
#embed "profiles/culturemarkers.yaml"
};

static const unsigned char profile_dpi_text[] = {
#embed "profiles/dpi-text.yaml"
};

static const unsigned char profile_mgsm[] = {
#embed "profiles/mgsm.yaml"
};

static const unsigned char profile_model_answers[] = {
#embed "profiles/model-answers.yaml"
};

static const unsigned char profile_prism[] = {
#embed "profiles/prism.yaml"
};

static const unsigned char profile_rewardbench[] = {
#embed "profiles/rewardbench.yaml"
};

static const unsigned char profile_roots[] = {
#embed "profiles/roots.yaml"
};

static const unsigned char profile_trl[] = {
#embed "profiles/trl.yaml"
};

static const unsigned char profile_web_pretrain[] = {
#embed "profiles/web-pretrain.yaml"
};

static const unsigned char reference_areas[] = {
#embed "reference/areas.csv"
};

static const unsigned char reference_countries[] = {
#embed "reference/countries.csv"
};

static const unsigned char reference_country_populations[] = {
#embed "reference/country_populations.csv"
};

static const unsigned char reference_country_tiles[] = {
#embed "reference/country_tiles.csv"
};

static const unsigned char reference_language_aliases[] = {
#embed "reference/language_aliases.csv"
};

static const unsigned char reference_language_speakers[] = {
#embed "reference/language_speakers.csv"
};

static const unsigned char reference_language_spellings[] = {
#embed "reference/language_spellings.csv"
};

static const unsigned char reference_language_subtags[] = {
#embed "reference/language_subtags.csv"
};

static const unsigned char reference_languages[] = {
#embed "reference/languages.csv"
};

static const unsigned char reference_place_aliases[] = {
#embed "reference/place_aliases.csv"
};

static const unsigned char reference_subdivisions[] = {
#embed "reference/subdivisions.csv"
};

static const unsigned char survey_invented[] = {
#embed "surveys/invented.yaml"
};

static const unsigned char survey_trend[] = {
#embed "surveys/trend.yaml"
};

static const unsigned char survey_wide[] = {
#embed "surveys/wide.yaml"
};

static const unsigned char survey_wvs[] = {
#embed "surveys/wvs.yaml"
};

static const unsigned char table_annotators[] = {
#embed "tables/annotators.yaml"
};

static const unsigned char table_answers[] = {
#embed "tables/answers.yaml"
};

static const unsigned char table_benchmarks[] = {
#embed "tables/benchmarks.yaml"
};

static const unsigned char table_candidates[] = {
#embed "tables/candidates.yaml"
};

static const unsigned char table_conversations[] = {
#embed "tables/conversations.yaml"
};

static const unsigned char table_judgements[] = {
#embed "tables/judgements.yaml"
};

static const unsigned char table_model_answers[] = {
#embed "tables/model-answers.yaml"
};

static const unsigned char table_models[] = {
#embed "tables/models.yaml"
};

static const unsigned char table_options[] = {
#embed "tables/options.yaml"
};

static const unsigned char table_predictions[] = {
#embed "tables/predictions.yaml"
};

static const unsigned char table_questions[] = {
#embed "tables/questions.yaml"
};

static const unsigned char table_respondents[] = {
#embed "tables/respondents.yaml"
};

static const unsigned char table_responses[] = {
#embed "tables/responses.yaml"
};

static const unsigned char table_samples[] = {
#embed "tables/samples.yaml"
};

static const unsigned char tagging_culture[] = {
#embed "tagging/culture.yaml"
};

static const unsigned char tagging_domain[] = {
#embed "tagging/domain.yaml"
};

static const unsigned char tagging_places[] = {
#embed "tagging/places.yaml"
};

static const unsigned char tagging_stopwords[] = {
#embed "tagging/stopwords.yaml"
};

static const unsigned char tagging_task[] = {
#embed "tagging/task.yaml"
};

static const unsigned char tagging_culture_funnel[] = {
#embed "tagging/culture-funnel.yaml"
};

static const unsigned char tagging_prompt[] = {
#embed "tagging/prompt.yaml"
};

static const unsigned char task_abusive[] = {
#embed "tasks/abusive.yaml"
};

static const unsigned char task_aggressiveness[] = {
#embed "tasks/aggressiveness.yaml"
};

static const unsigned char task_gender_bias[] = {
#embed "tasks/gender-bias.yaml"
};

static const unsigned char task_hate_kind[] = {
#embed "tasks/hate-kind.yaml"
};

static const unsigned char task_hate_offensive_neither[] = {
#embed "tasks/hate-offensive-neither.yaml"
};

static const unsigned char task_hate_or_offensive[] = {
#embed "tasks/hate-or-offensive.yaml"
};

static const unsigned char task_hate[] = {
#embed "tasks/hate.yaml"
};

static const unsigned char task_homophobia[] = {
#embed "tasks/homophobia.yaml"
};

static const unsigned char task_hostility_directness[] = {
#embed "tasks/hostility-directness.yaml"
};

static const unsigned char task_improper_language[] = {
#embed "tasks/improper-language.yaml"
};

static const unsigned char task_insult[] = {
#embed "tasks/insult.yaml"
};

static const unsigned char task_misogyny[] = {
#embed "tasks/misogyny.yaml"
};

static const unsigned char task_mockery[] = {
#embed "tasks/mockery.yaml"
};

static const unsigned char task_negative_stance[] = {
#embed "tasks/negative-stance.yaml"
};

static const unsigned char task_offensive_target[] = {
#embed "tasks/offensive-target.yaml"
};

static const unsigned char task_offensive[] = {
#embed "tasks/offensive.yaml"
};

static const unsigned char task_racism[] = {
#embed "tasks/racism.yaml"
};

static const unsigned char task_spam[] = {
#embed "tasks/spam.yaml"
};

static const unsigned char task_stereotype[] = {
#embed "tasks/stereotype.yaml"
};

static const unsigned char task_threat[] = {
#embed "tasks/threat.yaml"
};

static const unsigned char task_toxicity[] = {
#embed "tasks/toxicity.yaml"
};

static const unsigned char task_vulgar[] = {
#embed "tasks/vulgar.yaml"
};

static const cultivar_embedded_file files[] = {
    {"ddl/001-store.sql", ddl_001, sizeof ddl_001},
    {"ddl/002-reference.sql", ddl_002, sizeof ddl_002},
    {"ddl/003-world.sql", ddl_003, sizeof ddl_003},
    {"ddl/004-text-index.sql", ddl_004, sizeof ddl_004},
    {"ddl/005-checksums.sql", ddl_005, sizeof ddl_005},
    {"ddl/006-field-note.sql", ddl_006, sizeof ddl_006},
    {"ddl/007-outside.sql", ddl_007, sizeof ddl_007},
    {"engines/spark_bridge.py", engine_spark_bridge, sizeof engine_spark_bridge},
    {"profiles/alignment.yaml", profile_alignment, sizeof profile_alignment},
    {"profiles/blend.yaml", profile_blend, sizeof profile_blend},
    {"profiles/community-alignment.yaml", profile_community_alignment, sizeof profile_community_alignment},
    {"profiles/culturellm-benchmark.yaml", profile_culturellm_benchmark, sizeof profile_culturellm_benchmark},
    {"profiles/culturemarkers.yaml", profile_culturemarkers, sizeof profile_culturemarkers},
    {"profiles/dpi-text.yaml", profile_dpi_text, sizeof profile_dpi_text},
    {"profiles/mgsm.yaml", profile_mgsm, sizeof profile_mgsm},
    {"profiles/model-answers.yaml", profile_model_answers, sizeof profile_model_answers},
    {"profiles/prism.yaml", profile_prism, sizeof profile_prism},
    {"profiles/rewardbench.yaml", profile_rewardbench, sizeof profile_rewardbench},
    {"profiles/roots.yaml", profile_roots, sizeof profile_roots},
    {"profiles/trl.yaml", profile_trl, sizeof profile_trl},
    {"profiles/web-pretrain.yaml", profile_web_pretrain, sizeof profile_web_pretrain},
    {"reference/areas.csv", reference_areas, sizeof reference_areas},
    {"reference/countries.csv", reference_countries, sizeof reference_countries},
    {"reference/country_populations.csv", reference_country_populations, sizeof reference_country_populations},
    {"reference/country_tiles.csv", reference_country_tiles, sizeof reference_country_tiles},
    {"reference/language_aliases.csv", reference_language_aliases, sizeof reference_language_aliases},
    {"reference/language_speakers.csv", reference_language_speakers, sizeof reference_language_speakers},
    {"reference/language_spellings.csv", reference_language_spellings, sizeof reference_language_spellings},
    {"reference/language_subtags.csv", reference_language_subtags, sizeof reference_language_subtags},
    {"reference/languages.csv", reference_languages, sizeof reference_languages},
    {"reference/place_aliases.csv", reference_place_aliases, sizeof reference_place_aliases},
    {"reference/subdivisions.csv", reference_subdivisions, sizeof reference_subdivisions},
    {"surveys/invented.yaml", survey_invented, sizeof survey_invented},
    {"surveys/trend.yaml", survey_trend, sizeof survey_trend},
    {"surveys/wide.yaml", survey_wide, sizeof survey_wide},
    {"surveys/wvs.yaml", survey_wvs, sizeof survey_wvs},
    {"tables/annotators.yaml", table_annotators, sizeof table_annotators},
    {"tables/answers.yaml", table_answers, sizeof table_answers},
    {"tables/benchmarks.yaml", table_benchmarks, sizeof table_benchmarks},
    {"tables/candidates.yaml", table_candidates, sizeof table_candidates},
    {"tables/conversations.yaml", table_conversations, sizeof table_conversations},
    {"tables/judgements.yaml", table_judgements, sizeof table_judgements},
    {"tables/model-answers.yaml", table_model_answers, sizeof table_model_answers},
    {"tables/models.yaml", table_models, sizeof table_models},
    {"tables/options.yaml", table_options, sizeof table_options},
    {"tables/predictions.yaml", table_predictions, sizeof table_predictions},
    {"tables/questions.yaml", table_questions, sizeof table_questions},
    {"tables/respondents.yaml", table_respondents, sizeof table_respondents},
    {"tables/responses.yaml", table_responses, sizeof table_responses},
    {"tables/samples.yaml", table_samples, sizeof table_samples},
    {"tagging/culture.yaml", tagging_culture, sizeof tagging_culture},
    {"tagging/domain.yaml", tagging_domain, sizeof tagging_domain},
    {"tagging/places.yaml", tagging_places, sizeof tagging_places},
    {"tagging/stopwords.yaml", tagging_stopwords, sizeof tagging_stopwords},
    {"tagging/task.yaml", tagging_task, sizeof tagging_task},
    {"tagging/culture-funnel.yaml", tagging_culture_funnel, sizeof tagging_culture_funnel},
    {"tagging/prompt.yaml", tagging_prompt, sizeof tagging_prompt},
    {"tasks/abusive.yaml", task_abusive, sizeof task_abusive},
    {"tasks/aggressiveness.yaml", task_aggressiveness, sizeof task_aggressiveness},
    {"tasks/gender-bias.yaml", task_gender_bias, sizeof task_gender_bias},
    {"tasks/hate-kind.yaml", task_hate_kind, sizeof task_hate_kind},
    {"tasks/hate-offensive-neither.yaml", task_hate_offensive_neither, sizeof task_hate_offensive_neither},
    {"tasks/hate-or-offensive.yaml", task_hate_or_offensive, sizeof task_hate_or_offensive},
    {"tasks/hate.yaml", task_hate, sizeof task_hate},
    {"tasks/homophobia.yaml", task_homophobia, sizeof task_homophobia},
    {"tasks/hostility-directness.yaml", task_hostility_directness, sizeof task_hostility_directness},
    {"tasks/improper-language.yaml", task_improper_language, sizeof task_improper_language},
    {"tasks/insult.yaml", task_insult, sizeof task_insult},
    {"tasks/misogyny.yaml", task_misogyny, sizeof task_misogyny},
    {"tasks/mockery.yaml", task_mockery, sizeof task_mockery},
    {"tasks/negative-stance.yaml", task_negative_stance, sizeof task_negative_stance},
    {"tasks/offensive-target.yaml", task_offensive_target, sizeof task_offensive_target},
    {"tasks/offensive.yaml", task_offensive, sizeof task_offensive},
    {"tasks/racism.yaml", task_racism, sizeof task_racism},
    {"tasks/spam.yaml", task_spam, sizeof task_spam},
    {"tasks/stereotype.yaml", task_stereotype, sizeof task_stereotype},
    {"tasks/threat.yaml", task_threat, sizeof task_threat},
    {"tasks/toxicity.yaml", task_toxicity, sizeof task_toxicity},
    {"tasks/vulgar.yaml", task_vulgar, sizeof task_vulgar},
};

const cultivar_embedded_file *cultivar_schema_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
