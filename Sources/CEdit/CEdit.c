#define _GNU_SOURCE
#include "CEdit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static char *no_prompt(EditLine *editor) {
    (void)editor;
    static char empty[] = "";
    return empty;
}

EditLine *cedit_open(const char *program, int input, int output, void *owner) {
    // Keys come by the reader and drawing goes nowhere, but libedit wants its three streams.
    FILE *in = fdopen(dup(input), "r");
    FILE *out = fopen("/dev/null", "w");
    FILE *errors = fopen("/dev/null", "w");
    EditLine *editor = in && out && errors ? el_init_fd(program, in, out, errors, input, output, output) : NULL;
    if (!editor) {
        if (in) fclose(in);
        if (out) fclose(out);
        if (errors) fclose(errors);
        return NULL;
    }
    el_set(editor, EL_CLIENTDATA, owner);
    el_set(editor, EL_PROMPT, no_prompt);
    el_set(editor, EL_SIGNAL, 0);
    return editor;
}

void cedit_close(EditLine *editor) {
    FILE *streams[3] = {NULL, NULL, NULL};
    for (int stream = 0; stream < 3; stream++) el_get(editor, EL_GETFP, stream, &streams[stream]);
    el_end(editor);
    for (int stream = 0; stream < 3; stream++) {
        if (streams[stream]) fclose(streams[stream]);
    }
}

void *cedit_owner(EditLine *editor) {
    void *owner = NULL;
    el_get(editor, EL_CLIENTDATA, &owner);
    return owner;
}

void cedit_set_reader(EditLine *editor, cedit_reader reader) { el_wset(editor, EL_GETCFN, reader); }

void cedit_set_keys(EditLine *editor, const char *keys) { el_set(editor, EL_EDITOR, keys); }

const char *cedit_keys(EditLine *editor) {
    const char *keys = NULL;
    return el_get(editor, EL_EDITOR, &keys) == 0 ? keys : NULL;
}

void cedit_add_function(EditLine *editor, const char *name, const char *help, cedit_function function) {
    el_set(editor, EL_ADDFN, name, help, function);
}

void cedit_bind(EditLine *editor, const char *key, const char *function) {
    el_set(editor, EL_BIND, key, function, NULL);
}

void cedit_bind_command(EditLine *editor, const char *key, const char *function) {
    el_set(editor, EL_BIND, "-a", key, function, NULL);
}

void cedit_take_signal_keys(EditLine *editor) { el_set(editor, EL_SETTY, "-d", "-isig", NULL); }

void cedit_prepare_terminal(EditLine *editor, int takes) { el_set(editor, EL_PREP_TERM, takes); }

History *cedit_history(EditLine *editor, int size) {
    History *lines = history_init();
    if (!lines) return NULL;
    HistEvent event;
    history(lines, &event, H_SETSIZE, size);
    history(lines, &event, H_SETUNIQUE, 1);
    el_set(editor, EL_HIST, history, lines);
    return lines;
}

void cedit_history_add(History *lines, const char *line) {
    HistEvent event;
    history(lines, &event, H_ENTER, line);
}

static int signal_pipes[NSIG][2];

static void tell(int signal) {
    int code = errno;
    // If the pipe is full, the reader has been woken already.
    ssize_t written = write(signal_pipes[signal][1], "!", 1);
    (void)written;
    errno = code;
}

int cedit_signal_pipe(int signal) {
    if (signal < 1 || signal >= NSIG) return -1;
    int *ends = signal_pipes[signal];
    if (ends[1]) return ends[0];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    // A program that starts this one from a thread may have left its signals blocked.
    sigset_t own;
    sigemptyset(&own);
    sigaddset(&own, signal);
    pthread_sigmask(SIG_UNBLOCK, &own, NULL);
    return sigaction(signal, &action, NULL) == 0 ? ends[0] : -1;
}
