#pragma once
#include <stddef.h>

/// One file that the binary carries.
typedef struct {
    const char *name;           // path below schema/, e.g. "ddl/001-store.sql"
    const unsigned char *bytes; // not zero-terminated
    size_t length;
} cultivar_embedded_file;

/// The files below schema/, in the order of schema/embedded.c; the count is written to `count`.
const cultivar_embedded_file *cultivar_schema_files(size_t *count);
