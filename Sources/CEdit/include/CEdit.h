// What Swift cannot say to libedit itself: its settings are variadic functions.
//
// libedit keeps the line, the keys (emacs, vi, ~/.editrc), the kill ring and the history; it draws nothing. Whenever it
// waits for a key, the reader function is called, and its owner draws the line as it then is.
#ifndef CEDIT_H
#define CEDIT_H

#include <histedit.h>
#include <wchar.h>

typedef int (*cedit_reader)(EditLine *_Nonnull, wchar_t *_Nonnull);
typedef unsigned char (*cedit_function)(EditLine *_Nonnull, int);

// A line editor on a terminal, which knows no keys of ours yet; null where there is no memory.
EditLine *_Nullable cedit_open(const char *_Nonnull program, int input, int output, void *_Nullable owner);
void cedit_close(EditLine *_Nonnull editor);
// What was given to cedit_open as owner.
void *_Nullable cedit_owner(EditLine *_Nonnull editor);

void cedit_set_reader(EditLine *_Nonnull editor, cedit_reader _Nonnull reader);
// "emacs" or "vi", for the keys.
void cedit_set_keys(EditLine *_Nonnull editor, const char *_Nonnull keys);
const char *_Nullable cedit_keys(EditLine *_Nonnull editor);
void cedit_add_function(
    EditLine *_Nonnull editor, const char *_Nonnull name, const char *_Nonnull help, cedit_function _Nonnull function);
void cedit_bind(EditLine *_Nonnull editor, const char *_Nonnull key, const char *_Nonnull function);
// The same for the command mode of vi.
void cedit_bind_command(EditLine *_Nonnull editor, const char *_Nonnull key, const char *_Nonnull function);
// While a line is edited, the keys of signals (Ctrl-C, Ctrl-Z, Ctrl-\) are keys like others.
void cedit_take_signal_keys(EditLine *_Nonnull editor);
// Gives the terminal back to the shell for a while (false), and takes it again (true).
void cedit_prepare_terminal(EditLine *_Nonnull editor, int takes);

// A history of at most `size` lines for the editor.
History *_Nullable cedit_history(EditLine *_Nonnull editor, int size);
void cedit_history_add(History *_Nonnull history, const char *_Nonnull line);

// From now on a signal writes one byte to a pipe; returns the end to read from, or -1. Later calls for the same signal
// return the same end.
int cedit_signal_pipe(int signal);

#endif
