// The entry point that SQLite looks for in a file named libcultivar.

#define _GNU_SOURCE // dladdr
#define SQLITE_CORE 1 // SQLite's functions by their names, not by way of the table that the host gives
#include <dlfcn.h>
#include <sqlite3ext.h>
#include <stdlib.h>

#include "extension.h"

int sqlite3_cultivar_init(sqlite3 *, char **, const sqlite3_api_routines *);

// SQLite unloads the library when the connection closes. The threads of the thread pool outlive the connection: their
// code has to stay.
static void stay_loaded(void) {
    Dl_info library;
    if (!dladdr((void *)sqlite3_cultivar_init, &library)) return;
    dlopen(library.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}

__attribute__((visibility("default"))) int sqlite3_cultivar_init(
    sqlite3 *database, char **message, const sqlite3_api_routines *host
) {
    // What a handle is, is known only to the SQLite that made it. A host with another one built in has another table.
    if (host->libversion_number != sqlite3_libversion_number) {
        *message = host->mprintf(
            "cultivar needs a program that uses the system's SQLite library (%s), and this one has its own (%s)",
            sqlite3_libversion(), host->libversion()
        );
        return SQLITE_ERROR;
    }
    stay_loaded();
    char *problem = cultivar_attach(database);
    if (!problem) return SQLITE_OK;
    *message = sqlite3_mprintf("%s", problem);
    free(problem);
    return SQLITE_ERROR;
}
