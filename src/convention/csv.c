/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/csv.h"

#include <string.h>

#define BOM "\xEF\xBB\xBF"

/* What is read is cut and unquoted where it stands. */
typedef struct {
    char *at;
    guint line;
    const char *file;
    GPtrArray *mistakes;
    CsvTable *table;
} Reader;

void
csv_free(CsvTable *table)
{
    if (table == NULL)
        return;
    g_array_unref(table->rows);
    g_ptr_array_unref(table->cells);
    g_free(table->text);
    g_free(table);
}

static guint
line_of(const char *text, const char *at)
{
    guint line = 1;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

/* Behind a cell in quotes, "" standing for one, which ends at *END then; NULL when it is not closed
 * or followed by text. */
static char *
quoted_cell(Reader *reader, char **end)
{
    guint start = reader->line;
    char *at = reader->at + 1, *into = reader->at;
    for (; *at != '\0'; at++) {
        if (*at == '"' && at[1] == '"')
            at++;
        else if (*at == '"')
            break;
        reader->line += *at == '\n';
        *into++ = *at;
    }
    if (*at == '\0') {
        mistakes_add(reader->mistakes, reader->file, start,
                     "Une cellule commence par un guillemet qui n'est jamais refermé : ajoutez-le.",
                     NULL);
        return NULL;
    }
    *end = into;
    if (strchr(";\r\n", *++at) != NULL) /* or the end of the file */
        return at;
    mistakes_add(
        reader->mistakes, reader->file, reader->line,
        "Du texte suit le guillemet fermant d'une cellule : doublez les guillemets qui font "
        "partie du texte.",
        NULL);
    return NULL;
}

/* Adds the next cell, without spaces around it; what stood behind it is *MARK then, and passed.
 * FALSE after a mistake. */
static gboolean
read_cell(Reader *reader, char *mark)
{
    char *begin = reader->at, *end = begin + strcspn(begin, ";\r\n"), *behind = end;
    if (*begin == '"' && (behind = quoted_cell(reader, &end)) == NULL)
        return FALSE;
    *mark = *behind;
    reader->at = behind + (*mark != '\0');
    while (end > begin && g_ascii_isspace(end[-1]))
        end--;
    *end = '\0';
    while (g_ascii_isspace(*begin))
        begin++;
    g_ptr_array_add(reader->table->cells, begin);
    return TRUE;
}

static gboolean
row_is_blank(const CsvTable *table, const CsvRow *row)
{
    for (guint i = 0; i < row->count; i++) {
        if (*(const char *)table->cells->pdata[row->first + i] != '\0')
            return FALSE;
    }
    return TRUE;
}

/* Adds the next row, unless it is blank, and passes its line end; FALSE after a mistake. */
static gboolean
read_row(Reader *reader)
{
    CsvTable *table = reader->table;
    CsvRow row = {.line = reader->line, .first = table->cells->len};
    char mark;
    do {
        if (!read_cell(reader, &mark))
            return FALSE;
    } while (mark == ';');
    if (mark == '\r' && *reader->at == '\n')
        reader->at++;
    reader->line++;
    row.count = table->cells->len - row.first;
    if (row_is_blank(table, &row))
        g_ptr_array_set_size(table->cells, (gint)row.first);
    else
        g_array_append_val(table->rows, row);
    return TRUE;
}

/* What no XML can hold: names go into forms, examples and schemas. */
static gboolean
is_forbidden(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

static gboolean
may_begin_forbidden(guchar byte)
{
    return byte < 0x20 || byte == 0xEF; /* U+F000 to U+FFFF */
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
    for (const char *at = text; at < end; at++) {
        if (!may_begin_forbidden((guchar)*at) || !is_forbidden(g_utf8_get_char(at)))
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

CsvTable *
csv_read(GBytes *bytes, const char *file, GPtrArray *mistakes)
{
    gsize length;
    const char *start = g_bytes_get_data(bytes, &length);
    if (!check_text(start, length, file, mistakes))
        return NULL;
    g_autoptr(CsvTable) table = g_new0(CsvTable, 1);
    table->text = g_strndup(start != NULL ? start : "", length);
    table->cells = g_ptr_array_new();
    table->rows = g_array_new(FALSE, FALSE, sizeof(CsvRow));
    Reader reader = {table->text, 1, file, mistakes, table};
    if (g_str_has_prefix(table->text, BOM))
        reader.at += strlen(BOM);
    while (*reader.at != '\0') {
        if (!read_row(&reader))
            return NULL;
    }
    return g_steal_pointer(&table);
}
