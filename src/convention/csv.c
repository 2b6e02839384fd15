/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/csv.h"

#include <string.h>

#define BOM "\xEF\xBB\xBF"

typedef struct {
    const char *at;
    guint line;
    const char *file;
    GPtrArray *mistakes;
} Reader;

static void
row_free(gpointer data)
{
    CsvRow *row = data;
    g_strfreev(row->cells);
    g_free(row);
}

static guint
line_of(const char *text, const char *at)
{
    guint line = 1;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

/* A cell in quotes, "" standing for one; NULL when it is not closed or followed by text. */
static char *
quoted_cell(Reader *reader)
{
    guint start = reader->line;
    g_autoptr(GString) cell = g_string_new(NULL);
    for (reader->at++; *reader->at != '\0'; reader->at++) {
        if (*reader->at == '"' && reader->at[1] == '"')
            reader->at++;
        else if (*reader->at == '"')
            break;
        reader->line += *reader->at == '\n';
        g_string_append_c(cell, *reader->at);
    }
    if (*reader->at == '\0') {
        mistakes_add(reader->mistakes, reader->file, start,
                     "Une cellule commence par un guillemet qui n'est jamais refermé : ajoutez-le.",
                     NULL);
        return NULL;
    }
    reader->at++;
    if (*reader->at == '\0' || strchr(";\r\n", *reader->at) != NULL)
        return g_string_free(g_steal_pointer(&cell), FALSE);
    mistakes_add(
        reader->mistakes, reader->file, reader->line,
        "Du texte suit le guillemet fermant d'une cellule : doublez les guillemets qui font "
        "partie du texte.",
        NULL);
    return NULL;
}

static char *
cell(Reader *reader)
{
    if (*reader->at == '"')
        return quoted_cell(reader);
    gsize length = strcspn(reader->at, ";\r\n");
    char *text = g_strndup(reader->at, length);
    reader->at += length;
    return text;
}

/* One row and its line end; NULL after a mistake. */
static CsvRow *
read_row(Reader *reader)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    guint line = reader->line;
    for (;;) {
        char *text = cell(reader);
        if (text == NULL)
            return NULL;
        g_ptr_array_add(cells, g_strstrip(text));
        if (*reader->at != ';')
            break;
        reader->at++;
    }
    if (reader->at[0] == '\r' && reader->at[1] == '\n')
        reader->at++;
    if (*reader->at != '\0')
        reader->at++;
    reader->line++;
    CsvRow *row = g_new0(CsvRow, 1);
    row->line = line;
    g_ptr_array_add(cells, NULL);
    row->cells = (char **)g_ptr_array_steal(cells, NULL);
    return row;
}

static gboolean
row_is_blank(const CsvRow *row)
{
    for (char **text = row->cells; *text != NULL; text++)
        if (**text != '\0')
            return FALSE;
    return TRUE;
}

/* What no XML can hold: names go into forms, examples and schemas. */
static gboolean
is_forbidden(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

static gboolean
check_text(const char *text, gsize length, const char *file, GPtrArray *mistakes)
{
    const char *end = NULL;
    if (!g_utf8_validate(text, (gssize)length, &end)) {
        mistakes_add(mistakes, file, line_of(text, end),
                     "Le texte n'est pas en UTF-8 : dans le tableur, enregistrez le fichier en "
                     "« CSV UTF-8 ».",
                     NULL);
        return FALSE;
    }
    for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
        if (!is_forbidden(g_utf8_get_char(at)))
            continue;
        g_autofree char *code = g_strdup_printf("U+%04X", g_utf8_get_char(at));
        mistakes_add(mistakes, file, line_of(text, at),
                     "Le texte contient un caractère invisible ({}), qui ne peut figurer dans une "
                     "fiche : supprimez-le.",
                     code, NULL);
        return FALSE;
    }
    return TRUE;
}

GPtrArray *
csv_read(GBytes *bytes, const char *file, GPtrArray *mistakes)
{
    gsize length;
    const char *start = g_bytes_get_data(bytes, &length);
    if (!check_text(start, length, file, mistakes))
        return NULL;
    g_autofree char *text = g_strndup(start != NULL ? start : "", length);
    Reader reader = {text, 1, file, mistakes};
    if (g_str_has_prefix(text, BOM))
        reader.at += strlen(BOM);

    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(row_free);
    while (*reader.at != '\0') {
        CsvRow *row = read_row(&reader);
        if (row == NULL)
            return NULL;
        if (row_is_blank(row))
            row_free(row);
        else
            g_ptr_array_add(rows, row);
    }
    return g_steal_pointer(&rows);
}
