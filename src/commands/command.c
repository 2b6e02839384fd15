/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/command.h"

#include "base/clock.h"
#include "base/i18n.h"
#include <stdio.h>
#include <string.h>

static const Command *
command_find(const char *name)
{
    for (const Command *command = commands; command->name; command++) {
        if (strcmp(command->name, name) == 0)
            return command;
    }
    return NULL;
}

/* GLib leaves "--" where a name that begins with a dash follows. */
static void
drop_dashes(int *argc, char **argv)
{
    for (int i = 1; i < *argc; i++) {
        if (strcmp(argv[i], "--") != 0)
            continue;
        memmove(argv + i, argv + i + 1, (gsize)(*argc - i) * sizeof *argv);
        (*argc)--;
        return;
    }
}

gboolean
command_parse(const char *name, const GOptionEntry *entries, int *argc, char ***argv, int *status)
{
    const Command *command = command_find(name);
    g_autofree char *program = g_strdup_printf("copil %s", name);
    g_set_prgname(program); /* what the usage line begins with */
    g_autoptr(GOptionContext) context = g_option_context_new(_(command->synopsis));
    g_autofree char *examples = g_strdup_printf("%s\n  %s", _("Examples:"), command->examples);
    g_option_context_set_summary(context, _(command->summary));
    g_option_context_set_description(context, examples);
    g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    g_option_context_set_help_enabled(context, FALSE);
    gboolean help = FALSE;
    const GOptionEntry common[] = {
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_option_context_add_main_entries(context, common, GETTEXT_PACKAGE);
    g_autoptr(GError) error = NULL;
    if (!g_option_context_parse(context, argc, argv, &error)) {
        *status = command_usage(name, "%s", error->message);
        return FALSE;
    }
    drop_dashes(argc, *argv);
    if (help) {
        g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
        fputs(text, stdout);
        *status = STATUS_DONE;
    }
    return !help;
}

int
command_usage(const char *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    fprintf(stderr, "copil %s%s%s\n", name, _(": "), message);
    fprintf(stderr, _("Try copil %s --help.\n"), name);
    return STATUS_USAGE;
}

int
command_fail(GError *error)
{
    int status = STATUS_FAILED;
    fprintf(stderr, "copil%s%s\n", _(": "), error->message);
    if (g_error_matches(error, REGISTER_ERROR, REGISTER_ERROR_BUSY))
        status = STATUS_BUSY;
    if (g_error_matches(error, REGISTER_ERROR, REGISTER_ERROR_USAGE) ||
        g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
        g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_INVAL))
        status = STATUS_USAGE;
    g_error_free(error);
    return status;
}

Definition *
command_definition(const char *dir, int *status)
{
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    GError *error = NULL;
    Definition *definition = definition_read(dir, mistakes, &error);
    for (guint i = 0; i < mistakes->len; i++) {
        const Mistake *mistake = mistakes->pdata[i];
        fprintf(stderr, "%s:%u: %s\n", mistake->file, mistake->line, mistake->message);
    }
    if (error)
        *status = command_fail(error);
    else if (!definition)
        *status = STATUS_USAGE;
    return definition;
}

gboolean
command_period_known(const Convention *convention, const char *text)
{
    Period period;
    return !text || (period_parse(text, convention->calendar, &period) &&
                     convention_in_term(convention, period));
}

char *
command_years(const Convention *convention)
{
    g_autoptr(GString) years = g_string_new(NULL);
    guint32 last = convention->end ? date_parse(convention->end) : clock_day(clock_now());
    Period year =
        period_year(period_of_day(date_parse(convention->start), convention->calendar, FALSE));
    do {
        g_autofree char *text = period_text(year);
        g_string_append_printf(years, "%s%s", years->len ? ", " : "", text);
        year.year++;
    } while (period_first_day(year) <= last);
    return g_string_free(g_steal_pointer(&years), FALSE);
}

int
command_no_period(const char *name, const Convention *convention, const char *text)
{
    g_autofree char *years = command_years(convention);
    return command_usage(name,
                         _("%s is no period of the convention; there are %s, and their halves "
                           "(-S1, -S2)"),
                         text, years);
}

PoolOptions
command_pool_options(int jobs)
{
    PoolOptions options = {.jobs = (guint)MAX(jobs, 0),
                           .no_sandbox = g_getenv("COPIL_NO_SANDBOX") != NULL};
    if (options.no_sandbox)
        options.cpu_seconds = 30; /* valgrind and sanitizers are slow */
    return options;
}

Pool *
command_pool(const Checker *checker, int jobs, GError **error)
{
    const PoolOptions options = command_pool_options(jobs);
    return pool_for_examining(checker, NULL, &options, error);
}
