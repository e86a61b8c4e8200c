#include "CRegex.h"

#include <re2/re2.h>

#include <cstring>
#include <new>
#include <vector>

struct cregex {
    cregex(re2::StringPiece pattern, const RE2::Options &options) : re(pattern, options) {}
    RE2 re;
};

cregex *cregex_compile(
    const char *pattern, size_t length, int flags, size_t memory, char *message, size_t capacity) {
    const char *problem = "out of memory";
    std::string reason;
    try {
        RE2::Options options;
        options.set_log_errors(false);
        options.set_case_sensitive(!(flags & CREGEX_IGNORES_CASE));
        options.set_literal(flags & CREGEX_IS_LITERAL);
        options.set_dot_nl(flags & CREGEX_DOT_MATCHES_NEWLINE);
        options.set_max_mem(static_cast<int64_t>(memory));
        cregex *regex = new cregex(re2::StringPiece(pattern, length), options);
        if (regex->re.ok()) return regex;
        reason = regex->re.error();
        problem = reason.c_str();
        delete regex;
    } catch (const std::bad_alloc &) {
    }
    if (capacity > 0) {
        std::strncpy(message, problem, capacity - 1);
        message[capacity - 1] = 0;
    }
    return nullptr;
}

void cregex_free(cregex *regex) { delete regex; }

int cregex_group_count(const cregex *regex) { return regex->re.NumberOfCapturingGroups(); }

int cregex_match(
    const cregex *regex, const char *text, size_t length, size_t start, int anchored, cregex_range *ranges, int count) {
    try {
        std::vector<re2::StringPiece> found(count > 0 ? count : 0);
        const auto anchor = anchored ? RE2::ANCHOR_BOTH : RE2::UNANCHORED;
        if (!regex->re.Match(re2::StringPiece(text, length), start, length, anchor, found.data(), count)) return 0;
        for (int i = 0; i < count; i++) {
            const char *begin = found[i].data();
            ranges[i].start = begin ? begin - text : -1;
            ranges[i].end = begin ? begin - text + static_cast<ptrdiff_t>(found[i].size()) : -1;
        }
        return 1;
    } catch (const std::bad_alloc &) {
        return -1;
    }
}

ptrdiff_t cregex_find(const char *text, size_t length, const char *part, size_t part_length) {
    const void *found = memmem(text, length, part, part_length);
    return found ? static_cast<const char *>(found) - text : -1;
}
