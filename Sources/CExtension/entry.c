// The entry point that SQLite looks for in a file named libcultivar.

#define SQLITE_CORE 1 // SQLite's functions by their names, not by way of the table that the host gives
#include <sqlite3ext.h>
#include <stdlib.h>

#include "extension.h"

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
    char *problem = cultivar_attach(database);
    if (!problem) return SQLITE_OK;
    *message = sqlite3_mprintf("%s", problem);
    free(problem);
    return SQLITE_ERROR;
}
