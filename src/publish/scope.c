/* SPDX-License-Identifier: Apache-2.0 */
#include "publish/scope.h"

#include <string.h>

#define KIND "kind"

char *
scope_text(char *const *pairs)
{
    GString *text = g_string_new(NULL);
    for (; *pairs; pairs += 2)
        g_string_append_printf(text, "%s%s=%s", text->len ? " " : "", pairs[0], pairs[1]);
    return g_string_free(text, FALSE);
}

char **
scope_pairs(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    GStrvBuilder *builder = g_strv_builder_new();
    for (char **word = words; *word; word++) {
        g_auto(GStrv) pair = g_strsplit(*word, "=", 2);
        g_strv_builder_addv(builder, (const char **)pair);
    }
    char **pairs = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return pairs;
}

gboolean
scope_within(char *const *pairs, const Figure *figure)
{
    for (; *pairs; pairs += 2) {
        char **own = figure->scope;
        while (*own && (strcmp(own[0], pairs[0]) != 0 || strcmp(own[1], pairs[1]) != 0))
            own += 2;
        if (!*own)
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_territory(const Convention *convention, const char *list)
{
    return strcmp(convention->territory->id, list) == 0;
}

gboolean
scope_of_organisations(char *const *pairs, const Convention *convention)
{
    for (; *pairs; pairs += 2) {
        if (!is_territory(convention, pairs[0]) && strcmp(pairs[0], KIND) != 0)
            return FALSE;
    }
    return TRUE;
}

gboolean
scope_admits(char *const *pairs, const Definition *definition, const char *organisation)
{
    const Participants *participants = definition->participants;
    const Participant *who =
        organisation && participants ? participants_find(participants, organisation) : NULL;
    for (; *pairs; pairs += 2) {
        if (is_territory(definition->convention, pairs[0]) &&
            (!who || !who->territory || strcmp(who->territory->code, pairs[1]) != 0))
            return FALSE;
        if (strcmp(pairs[0], KIND) == 0 && (!who || strcmp(who->kind->id, pairs[1]) != 0))
            return FALSE;
    }
    return TRUE;
}

/* ---- narrowing ---- */

static void
narrow_answers(Figure *figure, char *const *pairs, const Definition *definition)
{
    g_autoptr(GHashTable) given = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = figure->sources ? figure->sources->len : 0; i-- > 0;) {
        const FigureSource *source = figure->sources->pdata[i];
        if (scope_admits(pairs, definition, source->organisation))
            g_hash_table_add(given, source->organisation);
        else
            g_ptr_array_remove_index(figure->sources, i);
    }
    figure->respondents = g_hash_table_size(given);
    figure->expected = 0;
    g_clear_pointer(&figure->value, g_free);
    g_clear_pointer(&figure->numerator, g_free);
    g_clear_pointer(&figure->denominator, g_free);
}

/* FALSE: FIGURE is of no concern to it. */
static gboolean
narrow(Figure *figure, char *const *pairs, const Definition *definition)
{
    const Aggregation how = figure->indicator->aggregation;
    if (scope_within(pairs, figure))
        return TRUE;
    if (*figure->scope || (how != AGGREGATE_DATES && how != AGGREGATE_TEXTS) ||
        !scope_of_organisations(pairs, definition->convention))
        return FALSE;
    narrow_answers(figure, pairs, definition);
    return TRUE;
}

void
figures_narrow(GPtrArray *figures, char *const *pairs, const Definition *definition)
{
    guint kept = 0;
    if (!*pairs)
        return;
    for (guint i = 0; i < figures->len; i++) {
        gpointer figure = figures->pdata[i];
        if (!narrow(figure, pairs, definition))
            continue;
        figures->pdata[i] = figures->pdata[kept];
        figures->pdata[kept++] = figure;
    }
    g_ptr_array_set_size(figures, (int)kept);
}

void
figures_withhold(GPtrArray *figures, char *const *pairs)
{
    for (guint i = 0; *pairs && i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        if (!indicator_people(figure->indicator))
            continue;
        for (guint k = 0; figure->sources && k < figure->sources->len; k++)
            g_clear_pointer(&((FigureSource *)figure->sources->pdata[k])->value, g_free);
    }
}
