// The registry of queries/: one line a report. `make lint` and a test compare it with the folder.
#include "CQueries.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char decay[] = {
#embed "decay.sql"
};

static const unsigned char composition[] = {
#embed "composition.sql"
};

static const unsigned char concentration[] = {
#embed "concentration.sql"
};

static const unsigned char multilinguality[] = {
#embed "multilinguality.sql"
};

static const unsigned char tasks[] = {
#embed "tasks.sql"
};

static const cultivar_query_file files[] = {
    {"decay.sql", decay, sizeof decay},
    {"composition.sql", composition, sizeof composition},
    {"concentration.sql", concentration, sizeof concentration},
    {"multilinguality.sql", multilinguality, sizeof multilinguality},
    {"tasks.sql", tasks, sizeof tasks},
};

const cultivar_query_file *cultivar_query_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
