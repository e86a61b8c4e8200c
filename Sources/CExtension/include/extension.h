#pragma once

/// Shows the store of a database handle, and the SQL functions, to that handle. Made in Swift.
///
/// - Returns: null, or what went wrong, allocated by `strdup`.
char *cultivar_attach(void *database);
