// What Swift calls of RE2: regular expressions in a time that is linear in the text.
#ifndef CREGEX_H
#define CREGEX_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cregex cregex;

// How a pattern is read.
enum {
    CREGEX_IGNORES_CASE = 1,
    // The pattern is a text without operators.
    CREGEX_IS_LITERAL = 2,
    // `.` matches a line break too.
    CREGEX_DOT_MATCHES_NEWLINE = 4
};

// Compiles a pattern in UTF-8 that needs no more memory than `memory` bytes. Null where it cannot be compiled; then
// `message` has the reason, cut to `capacity` bytes with the NUL at its end.
cregex *_Nullable cregex_compile(
    const char *_Nonnull pattern, size_t length, int flags, size_t memory, char *_Nonnull message, size_t capacity);
void cregex_free(cregex *_Nonnull regex);

// The number of groups, without the whole match.
int cregex_group_count(const cregex *_Nonnull regex);

// A match: the byte where it begins and the byte behind its end, both -1 for a group that took no part.
typedef struct {
    ptrdiff_t start, end;
} cregex_range;

// Finds the first match at or behind byte `start`. The first range is of the whole match, then one for each group, up
// to `count`. `anchored` matches only the whole text. 1 where there is a match, 0 where there is none, -1 without memory.
int cregex_match(
    const cregex *_Nonnull regex, const char *_Nonnull text, size_t length, size_t start, int anchored,
    cregex_range *_Nullable ranges, int count);

// The first byte at which `part` stands in `text`, in a time that is linear in both; -1 where it does not.
ptrdiff_t cregex_find(
    const char *_Nonnull text, size_t length, const char *_Nonnull part, size_t part_length);

#ifdef __cplusplus
}
#endif

#endif
