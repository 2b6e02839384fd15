/* SPDX-License-Identifier: Apache-2.0
 *
 * command.h - what the commands share: options, exit statuses, printing of errors.
 *
 * A command parses its options, calls the rooms below and prints: results on stdout, messages on
 * stderr.  Only this room prints, and only this room sees all others.
 */
#pragma once

#include "convention/definition.h"
#include "examine/pool.h"
#include "register/register.h"

enum {
    STATUS_DONE = 0,
    STATUS_FOUND = 1, /* check: a refused form; read: a form that can't be read; verify:
                         broken integrity; send: a letter refused for good */
    STATUS_USAGE = 2,
    STATUS_FAILED = 70, /* of ours; nothing is half-done */
    STATUS_BUSY = 75,   /* another run holds the register; send: a letter left for a later run */
};

typedef struct {
    const char *name;
    const char *synopsis; /* after the name */
    const char *summary;
    const char *examples; /* lines, without indentation */
    int (*run)(int argc, char **argv);
} Command;

extern const Command commands[]; /* ended by a NULL name; main.c */

/* Options of all commands, and the command's own; the rest of ARGV, NULL-terminated, replaces it.
 * Prints --help.  FALSE: end with *STATUS. */
gboolean command_parse(const char *name, const GOptionEntry *entries, int *argc, char ***argv,
                       int *status);
/* Wrong usage: message and a hint on --help; STATUS_USAGE. */
int command_usage(const char *name, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Print ERROR (transfer full) and give the status that it calls for. */
int command_fail(GError *error);

/* The definition in DIR; prints its mistakes.  NULL: end with *STATUS. */
Definition *command_definition(const char *dir, int *status);

/* TRUE when TEXT is a year or a half of the term, or NULL. */
gboolean command_period_known(const Convention *convention, const char *text);
/* The years of the term, until today where it has no end: "2013-2014, 2014-2015" (transfer full).
 */
char *command_years(const Convention *convention);
/* Wrong usage: TEXT is no period, and what there is; STATUS_USAGE. */
int command_no_period(const char *name, const Convention *convention, const char *text);

/* Children as the environment wants them: COPIL_NO_SANDBOX under valgrind and sanitizers. */
PoolOptions command_pool_options(int jobs);
Pool *command_pool(const Checker *checker, int jobs, GError **error);
