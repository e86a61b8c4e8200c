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

static const unsigned char decay_explained[] = {
#embed "decay-explained.sql"
};

static const unsigned char composition[] = {
#embed "composition.sql"
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

static const unsigned char domains[] = {
#embed "domains.sql"
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

static const cultivar_query_file files[] = {
    {"overview.sql", overview, sizeof overview},
    {"distributions.sql", distributions, sizeof distributions},
    {"decay.sql", decay, sizeof decay},
    {"decay-explained.sql", decay_explained, sizeof decay_explained},
    {"composition.sql", composition, sizeof composition},
    {"concentration.sql", concentration, sizeof concentration},
    {"diversity.sql", diversity, sizeof diversity},
    {"places-top.sql", places_top, sizeof places_top},
    {"representation.sql", representation, sizeof representation},
    {"multilinguality.sql", multilinguality, sizeof multilinguality},
    {"multilinguality-correlation.sql", multilinguality_correlation, sizeof multilinguality_correlation},
    {"tasks.sql", tasks, sizeof tasks},
    {"domains.sql", domains, sizeof domains},
    {"task-domain-gap.sql", task_domain_gap, sizeof task_domain_gap},
    {"coverage-gaps.sql", coverage_gaps, sizeof coverage_gaps},
    {"data-provenance.sql", data_provenance, sizeof data_provenance},
};

const cultivar_query_file *cultivar_query_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
