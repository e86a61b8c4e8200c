// The registry of queries/: one line a report. A test compares it with the folder.
#include "CQueries.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char x[] = {
#embed "x.sql"
};

static const cultivar_query_file files[] = {
    {"x.sql", x, sizeof x},
};

const cultivar_query_file *cultivar_query_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
