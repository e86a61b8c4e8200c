#include "CCurl.h"
#include <dlfcn.h>
#include <pthread.h>

static void *library;
static const char *failure;
static pthread_once_t loading = PTHREAD_ONCE_INIT;

static void load(void) {
    library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) failure = "libcurl.so.4 cannot be loaded: install the package libcurl4";
}

const char *cultivar_curl_failure(void) {
    pthread_once(&loading, load);
    return failure;
}

/* The library's function; NULL if the library cannot be loaded. */
static void *function(const char *name) {
    pthread_once(&loading, load);
    return library == NULL ? NULL : dlsym(library, name);
}

/* Each function of libcurl calls the library's own, or gives `otherwise` if there is no library. */
#define FORWARD(result, name, parameters, arguments, otherwise)          \
    result name parameters {                                             \
        result (*own) parameters = (result(*) parameters)function(#name); \
        return own == NULL ? (otherwise) : own arguments;                \
    }
#define FORWARD_WITHOUT_RESULT(name, parameters, arguments)          \
    void name parameters {                                           \
        void(*own) parameters = (void(*) parameters)function(#name); \
        if (own != NULL) own arguments;                              \
    }

FORWARD(CURLcode, curl_global_init, (long flags), (flags), CURLE_FAILED_INIT)
FORWARD(const char *, curl_easy_strerror, (CURLcode code), (code), cultivar_curl_failure())
FORWARD(CURL *, curl_easy_init, (void), (), NULL)
FORWARD_WITHOUT_RESULT(curl_easy_cleanup, (CURL *handle), (handle))
FORWARD_WITHOUT_RESULT(curl_easy_reset, (CURL *handle), (handle))
FORWARD(CURLM *, curl_multi_init, (void), (), NULL)
FORWARD(CURLMcode, curl_multi_cleanup, (CURLM *multi), (multi), CURLM_INTERNAL_ERROR)
FORWARD(CURLMcode, curl_multi_add_handle, (CURLM *multi, CURL *handle), (multi, handle), CURLM_INTERNAL_ERROR)
FORWARD(CURLMcode, curl_multi_remove_handle, (CURLM *multi, CURL *handle), (multi, handle), CURLM_INTERNAL_ERROR)
FORWARD(CURLMcode, curl_multi_perform, (CURLM *multi, int *running), (multi, running), CURLM_INTERNAL_ERROR)
FORWARD(CURLMcode, curl_multi_poll, (CURLM *multi, struct curl_waitfd *extra, unsigned int count, int milliseconds, int *ready), (multi, extra, count, milliseconds, ready), CURLM_INTERNAL_ERROR)
FORWARD(CURLMsg *, curl_multi_info_read, (CURLM *multi, int *left), (multi, left), NULL)
FORWARD(struct curl_slist *, curl_slist_append, (struct curl_slist *list, const char *text), (list, text), NULL)
FORWARD_WITHOUT_RESULT(curl_slist_free_all, (struct curl_slist *list), (list))
FORWARD(time_t, curl_getdate, (const char *text, const time_t *now), (text, now), -1)

/* The functions with variable arguments. */
typedef CURLcode (*set_option)(CURL *, CURLoption, ...);
typedef CURLcode (*get_information)(CURL *, CURLINFO, ...);
typedef CURLMcode (*set_multi_option)(CURLM *, CURLMoption, ...);

#define SET(handle, option, value)                                    \
    set_option set = (set_option)function("curl_easy_setopt");        \
    return set == NULL ? CURLE_FAILED_INIT : set(handle, option, value)
#define GET(handle, information, value)                                        \
    get_information get = (get_information)function("curl_easy_getinfo");      \
    return get == NULL ? CURLE_FAILED_INIT : get(handle, information, value)

CURLcode cultivar_curl_set_number(CURL *handle, CURLoption option, long value) { SET(handle, option, value); }
CURLcode cultivar_curl_set_large(CURL *handle, CURLoption option, curl_off_t value) { SET(handle, option, value); }
CURLcode cultivar_curl_set_text(CURL *handle, CURLoption option, const char *value) { SET(handle, option, value); }
CURLcode cultivar_curl_set_pointer(CURL *handle, CURLoption option, const void *value) { SET(handle, option, value); }
CURLcode cultivar_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) { SET(handle, option, value); }

CURLcode cultivar_curl_set_receiver(CURL *handle, CURLoption option, cultivar_curl_receiver receiver) {
    SET(handle, option, receiver);
}

CURLcode cultivar_curl_get_number(CURL *handle, CURLINFO information, long *value) { GET(handle, information, value); }

CURLcode cultivar_curl_get_text(CURL *handle, CURLINFO information, const char **value) {
    GET(handle, information, value);
}

CURLMcode cultivar_curl_multi_set_number(CURLM *multi, CURLMoption option, long value) {
    set_multi_option set = (set_multi_option)function("curl_multi_setopt");
    return set == NULL ? CURLM_INTERNAL_ERROR : set(multi, option, value);
}
