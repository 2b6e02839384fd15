/* SPDX-License-Identifier: Apache-2.0
 *
 * status-print.c - the register at a glance, in a terminal of 80 columns.
 */
#include "base/clock.h"
#include "base/i18n.h"
#include "commands/finding-print.h"
#include "commands/outbox.h"
#include "commands/queue-print.h"
#include "commands/signed-print.h"
#include "commands/status.h"
#include "commands/verdict-print.h"
#include "figures/debtors.h"
#include <stdio.h>
#include <string.h>

#define LABEL         16 /* of a line of the table: sheet and period, territory, kind */
#define RECEIVED      12
#define SHARE         6
#define SHA256_LENGTH 64 /* in hexadecimal, of which 16 are shown */

/* ---- the table of what was received ---- */

static const struct {
    const char *head;
    gsize place; /* of the count in Completeness */
} columns[] = {
    {N_("late"), G_STRUCT_OFFSET(Completeness, late)},
    {N_("nil"), G_STRUCT_OFFSET(Completeness, nil)},
    {N_("to correct"), G_STRUCT_OFFSET(Completeness, refused)},
    {N_("missing"), G_STRUCT_OFFSET(Completeness, missing)},
    {N_("excused"), G_STRUCT_OFFSET(Completeness, excused)},
    {N_("to come"), G_STRUCT_OFFSET(Completeness, later)},
};

/* Room for its heading in the reader's language, and for four figures. */
static int
column_width(guint column)
{
    enum { LEAST = 5 };
    return MAX(LEAST, 1 + (int)g_utf8_strlen(_(columns[column].head), -1));
}

/* TEXT right-aligned in WIDTH columns, or left-aligned in as many when it is negative. */
static void
print_cell(const char *text, int width)
{
    int blank = MAX(0, ABS(width) - (int)g_utf8_strlen(text, -1));
    printf("%*s%s%*s", width > 0 ? blank : 0, "", text, width < 0 ? blank : 0, "");
}

static void
print_heads(const char *label)
{
    putchar('\n');
    print_cell(label, -LABEL);
    print_cell(_("received"), RECEIVED);
    print_cell("%", SHARE);
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        print_cell(_(columns[i].head), column_width(i));
    putchar('\n');
}

static void
print_row(const char *label, const Completeness *sum)
{
    g_autofree char *received = g_strdup_printf(_("%u of %u"), sum->received, sum->expected);
    g_autofree char *percent = completeness_percent(sum);
    g_autofree char *share = percent ? number_words(percent, 1) : g_strdup("");
    gboolean wide = g_utf8_strlen(label, -1) > LABEL;
    if (wide)
        printf("%s\n", label);
    print_cell(wide ? "" : label, -LABEL);
    print_cell(received, RECEIVED);
    print_cell(share, SHARE);
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        printf("%*u", column_width(i), G_STRUCT_MEMBER(guint, sum, columns[i].place));
    putchar('\n');
}

static void
print_by_sheet(const Status *status)
{
    const GPtrArray *all = status->expectations;
    ExpectationFilter filter = {0};
    g_autofree char *head = g_strdup_printf("%-3s %s", _("sheet"), _("period"));
    print_heads(head);
    for (guint i = 0; i < all->len; i++) {
        const Expectation *each = all->pdata[i];
        if (filter.sheet == each->sheet && strcmp(filter.period, each->period) == 0)
            continue;
        filter = (ExpectationFilter){.sheet = each->sheet, .period = each->period};
        Completeness sum = figures_completeness(all, &filter);
        g_autofree char *label = g_strdup_printf("%-4s%s", each->sheet->id, each->period);
        print_row(label, &sum);
    }
    /* Sheets of events expect nothing of one organisation: what was received of them. */
    for (guint i = 0; i < status->events->len; i++) {
        const EventCount *count = &g_array_index(status->events, EventCount, i);
        g_autofree char *label =
            g_strdup_printf("%-4s%s", count->sheet->id, status->year ? status->year : _("events"));
        print_cell(label, -LABEL);
        printf("%*u\n", RECEIVED, count->received);
    }
}

static void
print_by(const Status *status, const char *label, const ExpectationFilter *filter)
{
    Completeness sum = figures_completeness(status->expectations, filter);
    if (sum.expected + sum.excused + sum.later)
        print_row(label, &sum);
}

static void
print_by_others(const Status *status)
{
    const Convention *convention = status->definition->convention;
    print_heads(convention->territory->label);
    for (guint i = 0; i < convention->territory->items->len; i++) {
        const Item *item = convention->territory->items->pdata[i];
        const ExpectationFilter filter = {.territory = item};
        print_by(status, item->label, &filter);
    }
    print_heads(_("kind"));
    for (guint i = 0; i < convention->kinds->len; i++) {
        const Kind *kind = convention->kinds->pdata[i];
        const ExpectationFilter filter = {.kind = kind};
        print_by(status, kind->plural, &filter);
    }
    print_by(status, _("all"), NULL);
}

/* The periods of the table that were closed at WHEN: "2013-2014-S1, 2013-2014-S2" (transfer full).
 */
static char *
closed_at(const GPtrArray *all, gint64 when)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < all->len; i++) {
        const Expectation *each = all->pdata[i];
        if (each->closed == when && g_hash_table_add(seen, each->period))
            g_string_append_printf(text, "%s%s", text->len ? ", " : "", each->period);
    }
    return g_string_free(text, FALSE);
}

/* A line for each closing. */
static void
print_closed(const Status *status)
{
    const GPtrArray *all = status->expectations;
    g_autoptr(GHashTable) told = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; i < all->len; i++) {
        Expectation *each = all->pdata[i];
        if (!each->closed || !g_hash_table_add(told, &each->closed))
            continue;
        g_autofree char *periods = closed_at(all, each->closed);
        g_autofree char *day = date_label(clock_day(each->closed));
        g_autofree char *line =
            g_strdup_printf(_("Closed since %s: %s; nobody is reminded of it."), day, periods);
        print_wrapped(line, 0);
    }
}

/* ---- who has to be reminded ---- */

void
owed_print(const Expectation *expectation)
{
    g_autofree char *due = date_label(expectation->due);
    g_autofree char *since = expectation->since ? date_label(clock_day(expectation->since)) : NULL;
    printf("    %-5s %-13s ", expectation->sheet->id, expectation->period);
    if (expectation->state == EXPECTED_REFUSED)
        printf(_("to correct, received on %s"), since);
    else if (expectation->state == EXPECTED_EXCUSED)
        printf(_("excused: %s"), expectation->why);
    else if (expectation->state == EXPECTED_LATER)
        printf(_("due on %s"), due);
    else
        printf(_("missing, was due on %s"), due);
    putchar('\n');
}

static void
print_debtor(const Debtor *debtor)
{
    const Participant *who = debtor->who;
    g_autofree char *addresses = g_strjoinv(" ", who->addresses);
    printf("  %s  %s\n", who->id, who->name);
    printf("    %s%s%s\n", who->contact ? who->contact : "", who->contact && who->phone ? ", " : "",
           who->phone ? who->phone : "");
    printf("    ");
    print_wrapped(*addresses ? addresses : _("no registered address; please telephone"), 4);
    for (guint i = 0; i < debtor->owed->len; i++)
        owed_print(debtor->owed->pdata[i]);
}

/* Something was due and has not come; but for closed periods somebody would be reminded. */
static gboolean
all_in_closed(const Status *status)
{
    for (guint i = 0; i < status->expectations->len; i++) {
        const Expectation *each = status->expectations->pdata[i];
        if (each->closed && (each->state == EXPECTED_MISSING || each->state == EXPECTED_REFUSED))
            return TRUE;
    }
    return FALSE;
}

static void
print_debtors(const Status *status)
{
    g_autoptr(GPtrArray) debtors =
        debtors_of(status->definition, status->expectations, status->today);
    putchar('\n');
    if (debtors->len == 0) {
        printf("%s\n", all_in_closed(status)
                           ? _("Nobody has to be reminded: what is missing is of closed periods.")
                           : _("Nobody has to be reminded."));
        return;
    }
    printf(ngettext("To remind: %u organisation (copil remind writes the letter)\n",
                    "To remind: %u organisations (copil remind writes the letters)\n",
                    debtors->len),
           debtors->len);
    for (guint i = 0; i < debtors->len; i++)
        print_debtor(debtors->pdata[i]);
}

/* ---- what was decided ---- */

void
acts_print(const Acts *acts, const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const Act *act = list->pdata[i];
        g_autofree char *day = date_label(clock_day(act->time));
        gboolean hash = strlen(act->target) == SHA256_LENGTH;
        printf("  %s %.*s%s%s\n", act->act, hash ? 16 : -1, act->target, hash ? "…" : "",
               acts_in_force(acts, act) ? "" : _(" (undone since)"));
        g_autofree char *why = g_strdup_printf("%s, %s%s%s", day, act->who, _(": "), act->why);
        printf("    ");
        print_wrapped(why, 4);
    }
}

/* Of these there may be hundreds. */
static guint
count_in_force(const Acts *acts, const char *name)
{
    guint count = 0;
    for (guint i = 0; i < acts->list->len; i++) {
        const Act *act = acts->list->pdata[i];
        count += strcmp(act->act, name) == 0 && acts_in_force(acts, act);
    }
    return count;
}

static gboolean
is_summed(const ActKind *kind)
{
    return kind->target == ACT_TEXTS || kind->target == ACT_SIGNATURE ||
           kind->target == ACT_WAITING || kind->target == ACT_ENTERED;
}

/* What still counts, but for what is said in sums, and signatures. */
static void
print_decided(const Status *status)
{
    const Acts *acts = status->acts;
    g_autoptr(GPtrArray) shown = g_ptr_array_new();
    for (guint i = 0; i < acts->list->len; i++) {
        Act *act = acts->list->pdata[i];
        const ActKind *kind = act_kind(act->act);
        if (kind && !is_summed(kind) && acts_in_force(acts, act))
            g_ptr_array_add(shown, act);
    }
    guint texts = count_in_force(acts, "pass"), settled = count_in_force(acts, "settle"),
          entered = count_in_force(acts, ACT_ENTER);
    if (shown->len + texts + settled + entered)
        printf("\n%s\n", _("Decided:"));
    acts_print(acts, shown);
    if (entered)
        printf(ngettext("  %u form was typed by the secretariat.\n",
                        "  %u forms were typed by the secretariat.\n", entered),
               entered);
    if (settled)
        printf(ngettext("  %u thing that waited is settled.\n",
                        "  %u things that waited are settled.\n", settled),
               settled);
    if (texts)
        printf(ngettext("  The texts of %u form may be published.\n",
                        "  The texts of %u forms may be published.\n", texts),
               texts);
}

static void
print_counts(const Status *status)
{
    guint all = 0;
    for (guint i = 0; i < VERDICT_COUNT; i++)
        all += status->counts[i];
    printf("%s\n", all ? _("Since the register was made:")
                       : _("Nothing has been received yet: copil batch takes the mail in."));
    verdicts_print(status->counts);
}

/* Which definition holds, where an amendment makes that a question. */
static void
print_definitions(const Status *status)
{
    g_autoptr(GArray) all = status_definitions(status);
    for (guint i = 0; i < all->len; i++) {
        const InForce *force = &g_array_index(all, InForce, i);
        g_autofree char *from = force->from ? date_label(force->from) : NULL;
        g_autofree char *until = force->until ? date_label(force->until) : NULL;
        g_autofree char *line =
            !from ? g_strdup_printf(_("Periods that begin until %s: the first definition."), until)
            : until ? g_strdup_printf(_("Periods that begin from %s to %s: as amended then."), from,
                                      until)
                    : g_strdup_printf(_("Periods that begin from %s on: as amended then."), from);
        printf("%s", i ? "" : "\n");
        print_wrapped(line, 0);
    }
}

void
status_print(const Status *status)
{
    if (status->confidential)
        printf("%s\n\n", _("Confidential: small counts of people are shown."));
    print_counts(status);
    print_definitions(status);
    print_by_sheet(status);
    print_closed(status);
    if (status->expectations->len)
        print_by_others(status);
    const QueueView waiting = {status->waiting, status->definition, status->path,
                               status->confidential};
    outbox_print(&status->outbox);
    queue_print(&waiting);
    if (status->expectations->len)
        print_debtors(status);
    signed_print(status->editions);
    print_decided(status);
}
