/* SPDX-License-Identifier: Apache-2.0 */
#include "export/listing.h"

#include "base/text.h"
#include <string.h>

#define CONFIDENTIAL "confidentiel"

/* ---- rows ---- */

static void
cell_clear(gpointer data)
{
    g_string_free(((ListedCell *)data)->text, TRUE);
}

ListedRow *
listed_row_new(void)
{
    ListedRow *row = g_new0(ListedRow, 1);
    row->cells = g_array_new(FALSE, FALSE, sizeof(ListedCell));
    g_array_set_clear_func(row->cells, cell_clear);
    return row;
}

void
listed_row_free(ListedRow *row)
{
    if (!row)
        return;
    g_array_unref(row->cells);
    g_free(row);
}

const ListedCell *
listed_cell(const ListedRow *row, guint i)
{
    return &g_array_index(row->cells, ListedCell, i);
}

static void
list_cell(ListedRow *row, ListedKind kind, const char *text)
{
    if (row->count == row->cells->len) {
        ListedCell fresh = {.text = g_string_new(NULL)};
        g_array_append_val(row->cells, fresh);
    }
    ListedCell *cell = &g_array_index(row->cells, ListedCell, row->count++);
    cell->kind = kind;
    g_string_assign(cell->text, text);
}

void
list_nothing(ListedRow *row)
{
    list_cell(row, LISTED_NOTHING, "");
}

void
list_mark(ListedRow *row, const char *mark)
{
    list_cell(row, LISTED_MARK, mark);
}

/* ASCII without controls: nothing that a cleaning would change. */
static gboolean
is_plain(const char *text)
{
    while (g_ascii_isprint(*text) || *text == '\n')
        text++;
    return *text == '\0';
}

void
list_text(ListedRow *row, const char *text)
{
    if (!text || !*text) {
        list_nothing(row);
        return;
    }
    g_autofree char *clean = is_plain(text) ? NULL : text_clean(text, -1);
    list_cell(row, LISTED_TEXT, clean ? clean : text);
}

void
list_said(ListedRow *row, const char *text)
{
    list_cell(row, LISTED_SAID, text);
}

void
list_count(ListedRow *row, guint64 count)
{
    char text[24];
    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, count);
    list_cell(row, LISTED_INTEGER, text);
}

/* Figures, with one mark within and '-' before, if any: sums may be longer than what is read. */
static gboolean
is_number(const char *text)
{
    const char *figures = *text == '-' ? text + 1 : text;
    gsize whole = strspn(figures, "0123456789");
    const char *rest = figures + whole;
    if (*rest != '.')
        return whole > 0 && !*rest;
    gsize decimals = strspn(rest + 1, "0123456789");
    return whole > 0 && decimals > 0 && !rest[1 + decimals];
}

void
list_number(ListedRow *row, ListedKind kind, const char *canonical)
{
    if (!canonical || !is_number(canonical))
        list_text(row, canonical);
    else if (kind == LISTED_INTEGER || kind == LISTED_DECIMAL)
        list_cell(row, strchr(canonical, '.') ? LISTED_DECIMAL : LISTED_INTEGER, canonical);
    else
        list_cell(row, kind, canonical);
}

void
list_date(ListedRow *row, const char *canonical)
{
    if (canonical && date_parse(canonical))
        list_cell(row, LISTED_DATE, canonical);
    else
        list_text(row, canonical);
}

/* TZ is that of Paris: clock_init. */
void
list_time(ListedRow *row, gint64 seconds)
{
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_local(seconds);
    g_autofree char *text = when ? g_date_time_format(when, "%Y-%m-%dT%H:%M:%S") : NULL;
    list_cell(row, text ? LISTED_TIME : LISTED_NOTHING, text ? text : "");
}

/* ---- cells that several listings have ---- */

void
list_sheet(ListedRow *row, const char *id)
{
    g_autofree char *text = id ? g_strdup_printf("Fiche %s", id) : NULL;
    list_text(row, text);
}

void
list_period(ListedRow *row, const char *canonical)
{
    list_text(row,
              g_strcmp0(canonical, PERIOD_TERM) == 0 ? "ensemble de la convention" : canonical);
}

void
list_event(ListedRow *row, const Exported *from, const char *sheet, const char *event)
{
    const Sheet *of = sheet ? definition_sheet(from->definition, sheet, NULL) : NULL;
    gboolean day = event && of && of->event_key && of->event_key->type == TYPE_DATE;
    g_autofree char *date = day ? g_strndup(event, strcspn(event, "|")) : NULL;
    if (date && date_parse(date))
        list_date(row, date);
    else
        list_text(row, from->options->confidential ? event : NULL);
}

void
list_organisation(ListedRow *row, const Exported *from, const char *id, const char *kind,
                  const char *territory)
{
    const Convention *convention = from->definition->convention;
    const Participant *who = id ? participants_find(from->definition->participants, id) : NULL;
    const Kind *of = kind ? convention_kind(convention, kind) : NULL;
    const Item *place = territory ? list_item(convention->territory, territory) : NULL;
    list_text(row, who ? who->name : NULL);
    list_text(row, id);
    list_text(row, of ? of->label : kind);
    list_text(row, place ? place->label : territory);
}

void
listing_organisation(Listing *listing)
{
    listing_column(listing, "Organisme", LISTED_TEXT, 70);
    listing_column(listing, "Identifiant", LISTED_TEXT, 34);
    listing_column(listing, "Type d’organisme", LISTED_TEXT, 36);
    listing_column(listing, listing->from->definition->convention->territory->label, LISTED_TEXT,
                   35);
}

/* ---- listings ---- */

static void
column_free(gpointer data)
{
    ListedColumn *column = data;
    g_free(column->title);
    g_free(column);
}

Listing *
listing_new(const Exported *from, const char *name, ListingNext next, gpointer source,
            GDestroyNotify free_source)
{
    Listing *listing = g_new0(Listing, 1);
    listing->from = from;
    listing->columns = g_ptr_array_new_with_free_func(column_free);
    listing->next = next;
    listing->source = source;
    listing->free_source = free_source;
    listing->name = g_strconcat(name, from->options->confidential ? " " CONFIDENTIAL : "", NULL);
    if (from->options->confidential)
        listing_column(listing, "Diffusion", LISTED_TEXT, 24);
    return listing;
}

void
listing_column(Listing *listing, const char *title, ListedKind kind, guint width)
{
    ListedColumn *column = g_new0(ListedColumn, 1);
    column->title = g_strdup(title);
    column->kind = kind;
    column->width = width;
    g_ptr_array_add(listing->columns, column);
}

void
listing_column_wrapped(Listing *listing, const char *title, guint width)
{
    listing_column(listing, title, LISTED_TEXT, width);
    ((ListedColumn *)listing->columns->pdata[listing->columns->len - 1])->wrapped = TRUE;
    listing->wrapped = TRUE;
}

gboolean
listing_next(Listing *listing, ListedRow *row, GError **error)
{
    row->count = 0;
    if (listing->from->options->confidential)
        list_text(row, CONFIDENTIAL);
    if (!listing->next(listing, row, error))
        return FALSE;
    g_return_val_if_fail(row->count == listing->columns->len, FALSE);
    return TRUE;
}

void
listing_free(Listing *listing)
{
    if (!listing)
        return;
    if (listing->free_source)
        listing->free_source(listing->source);
    g_ptr_array_unref(listing->columns);
    g_free(listing->name);
    g_free(listing);
}
