// The registry of schema/: one line a file. A test compares it with the folder.
#include "CSchema.h"

#pragma clang diagnostic ignored "-Wc23-extensions"


static const unsigned char ddl_001[] = {
#embed "ddl/001-store.sql"
};
static const unsigned char ddl_002[] = {
#embed "ddl/002-reference.sql"
};

static const cultivar_embedded_file files[] = {
    {"ddl/001-store.sql", ddl_001, sizeof ddl_001},
    {"ddl/002-reference.sql", ddl_002, sizeof ddl_002},
};

const cultivar_embedded_file *cultivar_schema_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
