#pragma once
#include <stddef.h>

/// One file of queries/ that the binary carries.
typedef struct {
    const char *name;           // file name, e.g. "decay.sql"
    const unsigned char *bytes; // not zero-terminated
    size_t length;
} cultivar_query_file;

/// The files of queries/, in the order of queries/embedded.c; the count is written to `count`.
const cultivar_query_file *cultivar_query_files(size_t *count);
