/* SPDX-License-Identifier: Apache-2.0 */
#include "register/settle.h"

#include "base/clock.h"
#include "register/act.h"
#include "register/crosscheck.h"
#include "register/erase.h"
#include "register/keep-finding.h"
#include "register/sql.h"
#include <string.h>

/* One form of the line, as the register has it. */
typedef struct {
    gint64 rank, arrival;
    char *id, *part_sha256, *examined, *content_hash, *from_address, *mark, *period;
    gint64 received, withdrawn; /* WITHDRAWN: when it was; 0: it was not */
    gboolean entered;           /* by the clerk, whoever sent the others */
    Verdict verdict;
    int replaces, duplicate_of; /* index in the line, or -1 */
} Entry;

/* The last form judged one way, and the last one after it that was withdrawn: indices, or -1. */
typedef struct {
    int last, left;
} Chain;

static void
entry_clear(gpointer data)
{
    Entry *entry = data;
    g_free(entry->id);
    g_free(entry->part_sha256);
    g_free(entry->examined);
    g_free(entry->content_hash);
    g_free(entry->from_address);
    g_free(entry->mark);
    g_free(entry->period);
}

char *
settle_line(const CheckedForm *form, const char *part_sha256)
{
    if (form->sheet && form->organisation && form->period)
        return g_strdup_printf("%s|%s|%s", form->sheet, form->organisation,
                               form->event ? form->event : form->period);
    return g_strdup(part_sha256);
}

static GArray *
settle_read(Register *reg, const Acts *acts, const char *line, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT s.rank, s.message, s.id, s.part_sha256, s.examined, s.content_hash,"
                  " m.from_address, m.received, s.period, m.sha256, m.sender_mark"
                  " FROM submission s JOIN message m ON m.arrival = s.message"
                  " WHERE s.line = ?1 ORDER BY m.received, m.sha256, s.part",
                  "t", line);
    if (!statement)
        return NULL;
    g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(Entry));
    g_array_set_clear_func(entries, entry_clear);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        Entry entry = {.rank = sql_int(statement, 0),
                       .arrival = sql_int(statement, 1),
                       .id = sql_text(statement, 2),
                       .part_sha256 = sql_text(statement, 3),
                       .examined = sql_text(statement, 4),
                       .content_hash = sql_text(statement, 5),
                       .from_address = sql_text(statement, 6),
                       .received = sql_int(statement, 7),
                       .period = sql_text(statement, 8),
                       .mark = sql_text(statement, 10),
                       .replaces = -1,
                       .duplicate_of = -1};
        const Act *withdrawn = acts_withdrawn(acts, entry.id);
        entry.withdrawn = withdrawn ? withdrawn->time : 0;
        entry.entered = acts_entered(acts, sql_peek(statement, 9)) != NULL;
        g_array_append_val(entries, entry);
    }
    if (!failure)
        return g_steal_pointer(&entries);
    g_propagate_error(error, failure);
    return NULL;
}

/* What comes after EARLIER was withdrawn doesn't repeat it: it may be sent for good this time. */
static gboolean
settle_alike(const Entry *entry, const Entry *earlier)
{
    return strcmp(earlier->examined, entry->examined) == 0 &&
           (!earlier->withdrawn || entry->received <= earlier->withdrawn);
}

static gboolean
settle_says_same(const GArray *entries, const Entry *entry, int place)
{
    const Entry *earlier = place < 0 ? NULL : &g_array_index(entries, Entry, place);
    return earlier && entry->content_hash && settle_alike(entry, earlier) &&
           g_strcmp0(earlier->content_hash, entry->content_hash) == 0;
}

/* What ENTRY repeats: the same bytes as any before it, or the same answers as the last one that was
 * judged alike and not set aside since.  A form that was judged otherwise is no repetition: a
 * participant may have been added meanwhile. */
static int
settle_repeats(const GArray *entries, guint i, const Chain *chain)
{
    const Entry *entry = &g_array_index(entries, Entry, i);
    for (guint j = 0; j < i; j++) {
        const Entry *earlier = &g_array_index(entries, Entry, j);
        if (earlier->verdict != VERDICT_DUPLICATE && settle_alike(entry, earlier) &&
            strcmp(earlier->part_sha256, entry->part_sha256) == 0)
            return (int)j;
    }
    return settle_says_same(entries, entry, chain->last)   ? chain->last
           : settle_says_same(entries, entry, chain->left) ? chain->left
                                                           : -1;
}

/* Oldest first: each accepted form takes the place of the one before; a refused correction leaves
 * it standing. */
static void
settle_judge(GArray *entries)
{
    Chain accepted = {-1, -1}, refused = {-1, -1};
    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = &g_array_index(entries, Entry, i);
        verdict_from_code(entry->examined, &entry->verdict);
        gboolean counts = entry->verdict == VERDICT_ACCEPTED;
        Chain *chain = counts ? &accepted : &refused;
        if (entry->withdrawn) {
            entry->verdict = VERDICT_WITHDRAWN;
            chain->left = (int)i;
            continue;
        }
        entry->duplicate_of = settle_repeats(entries, i, chain);
        if (entry->duplicate_of >= 0) {
            entry->verdict = VERDICT_DUPLICATE;
            continue;
        }
        if (counts) {
            if (accepted.last >= 0)
                g_array_index(entries, Entry, accepted.last).verdict = VERDICT_REPLACED;
            entry->replaces = accepted.last;
            refused = (Chain){-1, -1};
        }
        *chain = (Chain){(int)i, -1};
    }
}

static char *
day_of(gint64 seconds)
{
    return date_label(clock_day(seconds));
}

/* Which form counts in place of ENTRY, when it came before it. */
static Finding *
settle_explain_withdrawn(const GArray *entries, const Entry *entry)
{
    g_autofree char *day = day_of(entry->withdrawn);
    for (guint i = 0; &g_array_index(entries, Entry, i) != entry; i++) {
        const Entry *earlier = &g_array_index(entries, Entry, i);
        if (earlier->verdict != VERDICT_ACCEPTED)
            continue;
        g_autofree char *received = day_of(earlier->received);
        return finding_new(FINDING_WITHDRAWN_FOR, NULL, NULL, NULL, "date", day, "received",
                           received, NULL);
    }
    return finding_new(FINDING_WITHDRAWN, NULL, NULL, NULL, "date", day, NULL);
}

static FindingKind
settle_repetition(Verdict first)
{
    switch (first) {
    case VERDICT_ACCEPTED:
        return FINDING_DUPLICATE;
    case VERDICT_REPLACED:
        return FINDING_DUPLICATE_REPLACED;
    case VERDICT_WITHDRAWN:
        return FINDING_DUPLICATE_WITHDRAWN;
    default:
        return FINDING_DUPLICATE_REFUSED;
    }
}

/* Of an erased message the address is gone, and its mark stays. */
static gboolean
settle_same_sender(const Entry *one, const Entry *other)
{
    if (!one->mark && !other->mark)
        return g_strcmp0(one->from_address, other->from_address) == 0;
    g_autofree char *mark = one->mark ? g_strdup(one->mark) : sender_mark(one->from_address);
    g_autofree char *against =
        other->mark ? g_strdup(other->mark) : sender_mark(other->from_address);
    return g_strcmp0(mark, against) == 0;
}

static Finding *
settle_explain(const GArray *entries, const Entry *entry)
{
    if (entry->withdrawn)
        return settle_explain_withdrawn(entries, entry);
    if (entry->duplicate_of >= 0) {
        const Entry *first = &g_array_index(entries, Entry, entry->duplicate_of);
        g_autofree char *day = day_of(first->received);
        return finding_new(settle_repetition(first->verdict), NULL, NULL, NULL, "date", day, NULL);
    }
    if (entry->replaces < 0)
        return NULL;
    const Entry *before = &g_array_index(entries, Entry, entry->replaces);
    g_autofree char *day = day_of(before->received);
    gboolean other = !before->entered && !entry->entered && !settle_same_sender(before, entry);
    return finding_new(other ? FINDING_REPLACES_OTHER_SENDER : FINDING_REPLACES, NULL, NULL, NULL,
                       "date", day, NULL);
}

/* It counts all the same: closing a period loses nothing. */
static Finding *
settle_closed(const Acts *acts, const Entry *entry)
{
    const Act *closed = entry->period && entry->verdict == VERDICT_ACCEPTED
                            ? acts_closed(acts, entry->period, entry->received)
                            : NULL;
    if (!closed)
        return NULL;
    g_autofree char *day = day_of(closed->time);
    return finding_new(FINDING_PERIOD_CLOSED, NULL, NULL, NULL, "date", day, NULL);
}

static gboolean
settle_write(Register *reg, const Acts *acts, const GArray *entries, const Entry *entry,
             GError **error)
{
    const char *replaces =
        entry->replaces < 0 ? NULL : g_array_index(entries, Entry, entry->replaces).id;
    const char *repeats =
        entry->duplicate_of < 0 ? NULL : g_array_index(entries, Entry, entry->duplicate_of).id;
    if (!sql_do(reg, error,
                "UPDATE submission SET verdict = ?1, replaces = ?2, duplicate_of = ?3"
                " WHERE rank = ?4 AND (verdict IS NOT ?1 OR replaces IS NOT ?2"
                " OR duplicate_of IS NOT ?3)",
                "ttti", verdict_code(entry->verdict), replaces, repeats, entry->rank) ||
        !sql_do(reg, error, "DELETE FROM finding WHERE submission = ?1 AND history = 1", "i",
                entry->rank))
        return FALSE;
    g_autoptr(Finding) finding = settle_explain(entries, entry);
    g_autoptr(Finding) closed = settle_closed(acts, entry);
    return (!finding || keep_finding(reg, entry->arrival, entry->rank, TRUE, finding, error)) &&
           (!closed || keep_finding(reg, entry->arrival, entry->rank, TRUE, closed, error));
}

static gboolean
settle(Register *reg, const Acts *acts, const char *line, GError **error)
{
    g_autoptr(GArray) entries = settle_read(reg, acts, line, error);
    if (!entries)
        return FALSE;
    settle_judge(entries);
    for (guint i = 0; i < entries->len; i++) {
        if (!settle_write(reg, acts, entries, &g_array_index(entries, Entry, i), error))
            return FALSE;
    }
    return TRUE;
}

/* In the order of the lines, so that a register's bytes don't depend on a hash table's. */
gboolean
settle_touched(Register *reg, GError **error)
{
    if (g_hash_table_size(reg->touched) == 0 && reg->places->len == 0)
        return TRUE;
    g_autoptr(GList) lines = g_list_sort(g_hash_table_get_keys(reg->touched), (GCompareFunc)strcmp);
    g_autoptr(Acts) acts = register_acts(reg, error);
    if (!acts)
        return FALSE;
    for (GList *l = lines; l; l = l->next) {
        if (!settle(reg, acts, l->data, error))
            return FALSE;
    }
    if (!crosscheck_lines(reg, lines, error))
        return FALSE;
    g_hash_table_remove_all(reg->touched);
    return TRUE;
}
