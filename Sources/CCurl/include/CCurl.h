/* libcurl, loaded when it is first used: it brings thirty other libraries, whose loading takes a sixth of the time of a
   short command. Only libcurl's own functions that are defined in curl.c can be called.

   libcurl sets its options by functions with variable arguments, which Swift cannot call: one typed function for each
   kind of value stands for them. */
#ifndef CULTIVAR_CURL_H
#define CULTIVAR_CURL_H
#ifndef CURL_DISABLE_TYPECHECK
#define CURL_DISABLE_TYPECHECK
#endif
#include <curl/curl.h>

/* Why the library cannot be loaded; NULL if it is loaded. */
const char *cultivar_curl_failure(void);

CURLcode cultivar_curl_set_number(CURL *handle, CURLoption option, long value);
CURLcode cultivar_curl_set_large(CURL *handle, CURLoption option, curl_off_t value);
CURLcode cultivar_curl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode cultivar_curl_set_pointer(CURL *handle, CURLoption option, const void *value);
CURLcode cultivar_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);

typedef size_t (*cultivar_curl_receiver)(char *bytes, size_t size, size_t count, void *context);

/* `option` is CURLOPT_WRITEFUNCTION or CURLOPT_HEADERFUNCTION. */
CURLcode cultivar_curl_set_receiver(CURL *handle, CURLoption option, cultivar_curl_receiver receiver);

CURLcode cultivar_curl_get_number(CURL *handle, CURLINFO info, long *value);
CURLcode cultivar_curl_get_text(CURL *handle, CURLINFO info, const char **value);
CURLMcode cultivar_curl_multi_set_number(CURLM *multi, CURLMoption option, long value);

#endif
