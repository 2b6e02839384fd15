/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/standing.h"

#include "register/joint.h"
#include "register/sql.h"
#include <string.h>

const char *
forms_text(const Forms *forms, const char *text)
{
    return text ? g_string_chunk_insert_const(forms->texts, text) : NULL;
}

static Standing *
forms_at(const Forms *forms, guint position)
{
    return &g_array_index(forms->list, Standing, position);
}

/* ---- look-ups ---- */

static void
forms_place(Forms *forms, gint64 rank, guint position)
{
    if (forms->by_rank->len <= rank)
        g_array_set_size(forms->by_rank, (guint)rank + 1);
    g_array_index(forms->by_rank, guint, rank) = position + 1;
}

const Standing *
forms_find(const Forms *forms, gint64 rank)
{
    guint place =
        rank >= 0 && rank < forms->by_rank->len ? g_array_index(forms->by_rank, guint, rank) : 0;
    return place ? forms_at(forms, place - 1) : NULL;
}

gboolean
field_is_choice(const Field *field)
{
    return field->role == ROLE_ANSWER && field->type == TYPE_CHOICE && !field->columns;
}

/* The place of CHOICE among the choices of its sheet; of a field that is none, their number. */
static guint
choice_place(const Sheet *sheet, const Field *choice)
{
    guint place = 0;
    for (guint i = 0; i < sheet->fields->len && sheet->fields->pdata[i] != choice; i++)
        place += field_is_choice(sheet->fields->pdata[i]);
    return place;
}

const char *
forms_choice(const Forms *forms, const Standing *form, const Field *choice)
{
    return form->sheet == choice->sheet
               ? forms->choices->pdata[form->choices + choice_place(choice->sheet, choice)]
               : NULL;
}

void
forms_choose(Forms *forms, const Standing *form, const Field *choice, const char *code)
{
    forms->choices->pdata[form->choices + choice_place(choice->sheet, choice)] =
        (gpointer)forms_text(forms, code);
}

void
forms_sort(const Forms *forms, GArray *array)
{
    const Standing *first = forms->list->len ? forms_at(forms, 0) : NULL;
    gsize size = g_array_get_element_size(array);
    g_autofree guint *places = g_new0(guint, forms->list->len + 1);
    g_autofree char *unsorted = g_memdup2(array->data, array->len * size);
    for (guint i = 0; i < array->len; i++)
        places[*(const Standing **)(gpointer)(unsorted + i * size) - first + 1]++;
    for (guint i = 1; i <= forms->list->len; i++)
        places[i] += places[i - 1];
    for (guint i = 0; i < array->len; i++) {
        guint *place = &places[*(const Standing **)(gpointer)(unsorted + i * size) - first];
        memcpy(array->data + (*place)++ * size, unsorted + i * size, size);
    }
}

/* ---- reading ---- */

#define FORM_COLUMNS                                                                               \
    "SELECT s.rank, s.id, s.sheet, s.organisation, s.kind, s.territory, s.period, s.event,"        \
    " s.message"
#define FORM_ORDER " ORDER BY s.organisation, s.sheet, s.period, s.id"

/* That of the one member of SET; NULL: it has several, or is NULL. */
static const char *
only_key(GHashTable *set)
{
    GHashTableIter iter;
    gpointer key = NULL;
    if (!set || g_hash_table_size(set) != 1)
        return NULL;
    g_hash_table_iter_init(&iter, set);
    g_hash_table_iter_next(&iter, &key, NULL);
    return key;
}

/* SHEET: NULL: of all sheets. */
static sqlite3_stmt *
forms_query(Register *reg, gint64 edition, const char *sheet, GError **error)
{
    if (edition == 0)
        return sql_query(reg, error,
                         FORM_COLUMNS " FROM form s WHERE s.verdict = 'accepted'"
                                      " AND (?1 IS NULL OR s.sheet = ?1)" FORM_ORDER,
                         "t", sheet);
    if (edition == EDITION_EVERY)
        return sql_query(reg, error,
                         FORM_COLUMNS " FROM form s WHERE s.verdict = 'accepted' OR s.rank IN"
                                      " (SELECT submission FROM edition_form)" FORM_ORDER,
                         "");
    return sql_query(reg, error,
                     FORM_COLUMNS " FROM edition_form e JOIN submission s ON s.rank = e.submission"
                                  " WHERE e.edition = ?1" FORM_ORDER,
                     "i", edition);
}

/* Which forms stood when: as text, so that there may be any number of editions. */
static gboolean
forms_stood(Register *reg, Forms *forms, GError **error)
{
    sqlite3_stmt *statement =
        sql_query(reg, error,
                  "SELECT submission, group_concat(edition, ' ') FROM (SELECT submission, edition"
                  " FROM edition_form UNION ALL SELECT rank, 0 FROM submission"
                  " WHERE verdict = 'accepted' ORDER BY 1, 2) GROUP BY submission",
                  "");
    if (!statement)
        return FALSE;
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    GError *failure = NULL;
    g_ptr_array_set_size(forms->stood, 0);
    while (sql_row(reg, statement, &failure)) {
        Standing *form = (Standing *)forms_find(forms, sql_int(statement, 0));
        const char *stood = forms_text(forms, sql_peek(statement, 1));
        gpointer place;
        if (!g_hash_table_lookup_extended(known, stood, NULL, &place)) {
            place = GUINT_TO_POINTER(forms->stood->len);
            g_hash_table_insert(known, (gpointer)stood, place);
            g_ptr_array_add(forms->stood, (gpointer)stood);
        }
        if (form)
            form->stood = GPOINTER_TO_UINT(place);
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

/* TEXT as the forms keep it, which is BEFORE when that is equal: forms come in an order in which it
 * mostly is. */
static const char *
text_after(const Forms *forms, const char *before, const char *text)
{
    return before && text && strcmp(before, text) == 0 ? before : forms_text(forms, text);
}

static char *
organisation_after(const char *before, const char *text)
{
    return before && strcmp(before, text) == 0 ? g_ref_string_acquire((char *)before)
                                               : g_ref_string_new_intern(text);
}

static guint
period_after(const Periods *periods, guint before, const char *name)
{
    return before != PERIOD_NONE && strcmp(periods_name(periods, before), name) == 0
               ? before
               : periods_find(periods, name);
}

/* The sheet of that id in the definition of the period at PLACE, which is LAST's mostly; or NULL.
 */
static const Sheet *
sheet_after(const Definition *newest, const Periods *periods, const Standing *last, guint place,
            const char *id)
{
    const Definition *own = place == PERIOD_NONE ? newest : periods_definition(periods, place);
    if (last->sheet && last->period != PERIOD_NONE && id && strcmp(last->sheet->id, id) == 0 &&
        periods_definition(periods, last->period) == own)
        return last->sheet;
    return convention_sheet(own->convention, id);
}

/* ID is of sixteen hexadecimal digits, letters in lower case. */
static guint64
id_number(const char *id)
{
    guint64 number = 0;
    for (; *id; id++)
        number = number << 4 | (guint64)(*id <= '9' ? *id - '0' : *id - 'a' + 10);
    return number;
}

/* The form of the present row, unless the definition of its period has no such sheet any more. */
static void
forms_add(Forms *forms, const Definition *definition, const Periods *periods,
          sqlite3_stmt *statement)
{
    static const Standing none = {.period = PERIOD_NONE};
    const Standing *last = forms->list->len ? forms_at(forms, forms->list->len - 1) : &none;
    const char *who = sql_peek(statement, 3), *period = sql_peek(statement, 6);
    if (!who || !period)
        return;
    guint place = period_after(periods, last->period, period);
    const Sheet *sheet = sheet_after(definition, periods, last, place, sql_peek(statement, 2));
    if (!sheet)
        return;
    const Standing form = {.number = id_number(sql_peek(statement, 1)),
                           .id = g_ref_string_new(sql_peek(statement, 1)),
                           .organisation = organisation_after(last->organisation, who),
                           .kind = text_after(forms, last->kind, sql_peek(statement, 4)),
                           .territory = text_after(forms, last->territory, sql_peek(statement, 5)),
                           .event = forms_text(forms, sql_peek(statement, 7)),
                           .message = sql_int(statement, 8),
                           .sheet = sheet,
                           .period = place,
                           .choices = forms->choices->len};
    g_ptr_array_set_size(forms->choices, (gint)(form.choices + choice_place(sheet, NULL)));
    forms_place(forms, sql_int(statement, 0), forms->list->len);
    g_array_append_val(forms->list, form);
}

/* Of the declarations of one event one stands: the others are found no more. */
static gboolean
forms_join(Register *reg, Forms *forms, const Sheet *sheet, gint64 edition, GError **error)
{
    g_autoptr(GHashTable) counted = joint_counted(reg, sheet, edition, error);
    for (gint64 rank = 0; counted && rank < forms->by_rank->len; rank++) {
        Standing *form = (Standing *)forms_find(forms, rank);
        if (!form || form->sheet != sheet || g_hash_table_contains(counted, &rank))
            continue;
        form->sheet = NULL;
        g_array_index(forms->by_rank, guint, rank) = 0;
    }
    return counted != NULL;
}

gboolean
forms_read_originals(Forms *forms, Register *reg, const Periods *periods, const char *period,
                     GError **error)
{
    gint64 last = -1;
    forms->first = G_MAXINT64;
    for (guint i = 0; i < forms->list->len; i++) {
        const Standing *form = forms_at(forms, i);
        if (form->period == PERIOD_NONE ||
            !period_within(periods_name(periods, form->period), period))
            continue;
        forms->first = MIN(forms->first, form->message);
        last = MAX(last, form->message);
    }
    sqlite3_stmt *statement = sql_query(
        reg, error,
        "SELECT arrival, sha256 FROM origin WHERE arrival BETWEEN ?1 AND ?2 ORDER BY arrival", "ii",
        forms->first, last);
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure)) {
        g_ptr_array_set_size(forms->originals, (gint)(sql_int(statement, 0) - forms->first));
        g_ptr_array_add(forms->originals, g_ref_string_new(sql_peek(statement, 1)));
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
}

char *
forms_original(const Forms *forms, const Standing *form)
{
    const gint64 place = form->message - forms->first;
    return place >= 0 && place < forms->originals->len ? forms->originals->pdata[place] : NULL;
}

static void
standing_clear(gpointer data)
{
    Standing *form = data;
    g_ref_string_release(form->id);
    g_ref_string_release(form->organisation);
}

static void
original_free(gpointer original)
{
    if (original)
        g_ref_string_release(original);
}

static Forms *
forms_new(const Periods *periods)
{
    enum { CHUNK = 1 << 16 };
    Forms *forms = g_new0(Forms, 1);
    forms->periods = periods;
    forms->list = g_array_new(FALSE, TRUE, sizeof(Standing));
    g_array_set_clear_func(forms->list, standing_clear);
    forms->by_rank = g_array_new(FALSE, TRUE, sizeof(guint));
    forms->choices = g_ptr_array_new();
    forms->stood = g_ptr_array_new();
    g_ptr_array_add(forms->stood, NULL);
    forms->texts = g_string_chunk_new(CHUNK);
    forms->originals = g_ptr_array_new_with_free_func(original_free);
    return forms;
}

void
forms_free(Forms *forms)
{
    if (!forms)
        return;
    g_array_unref(forms->list);
    g_array_unref(forms->by_rank);
    g_ptr_array_unref(forms->choices);
    g_ptr_array_unref(forms->originals);
    g_ptr_array_unref(forms->stood);
    g_string_chunk_free(forms->texts);
    g_free(forms);
}

Forms *
forms_read(Register *reg, const Definition *definition, const Periods *periods, gint64 edition,
           GHashTable *sheets, GError **error)
{
    sqlite3_stmt *statement = forms_query(reg, edition, only_key(sheets), error);
    if (!statement)
        return NULL;
    g_autoptr(Forms) forms = forms_new(periods);
    GError *failure = NULL;
    while (sql_row(reg, statement, &failure)) {
        const char *sheet = sql_peek(statement, 2);
        if (!sheets || (sheet && g_hash_table_contains(sheets, sheet)))
            forms_add(forms, definition, periods, statement);
    }
    for (const Definition *each = definition; each && !failure; each = each->before) {
        const GPtrArray *all = each->convention->sheets;
        for (guint i = 0; i < all->len && !failure; i++) {
            const Sheet *sheet = all->pdata[i];
            if (sheet->joint && edition != EDITION_EVERY &&
                (!sheets || g_hash_table_contains(sheets, sheet->id)))
                forms_join(reg, forms, sheet, edition, &failure);
        }
    }
    if (edition == EDITION_EVERY && !failure)
        forms_stood(reg, forms, &failure);
    if (!failure)
        return g_steal_pointer(&forms);
    g_propagate_error(error, failure);
    return NULL;
}
