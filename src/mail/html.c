/* SPDX-License-Identifier: Apache-2.0
 *
 * The text of an HTML body in one linear pass: no tree, no depth, nothing fetched.
 */
#include "mail/decode.h"

#include <string.h>

/* What French mail programs write; others stay as they are. */
static const struct {
    const char *name;
    gunichar character;
} entities[] = {
    {"nbsp", 0xA0},   {"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},
    {"apos", '\''},   {"eacute", 0xE9},  {"egrave", 0xE8},   {"ecirc", 0xEA},   {"euml", 0xEB},
    {"agrave", 0xE0}, {"acirc", 0xE2},   {"ccedil", 0xE7},   {"icirc", 0xEE},   {"iuml", 0xEF},
    {"ocirc", 0xF4},  {"ouml", 0xF6},    {"ugrave", 0xF9},   {"ucirc", 0xFB},   {"uuml", 0xFC},
    {"aelig", 0xE6},  {"oelig", 0x153},  {"Eacute", 0xC9},   {"Egrave", 0xC8},  {"Ecirc", 0xCA},
    {"Agrave", 0xC0}, {"Acirc", 0xC2},   {"Ccedil", 0xC7},   {"Icirc", 0xCE},   {"Ocirc", 0xD4},
    {"OElig", 0x152}, {"rsquo", 0x2019}, {"lsquo", 0x2018},  {"ldquo", 0x201C}, {"rdquo", 0x201D},
    {"laquo", 0xAB},  {"raquo", 0xBB},   {"hellip", 0x2026}, {"ndash", 0x2013}, {"mdash", 0x2014},
    {"euro", 0x20AC}, {"deg", 0xB0},     {"middot", 0xB7},   {"bull", 0x2022},  {"copy", 0xA9},
    {"reg", 0xAE},    {"trade", 0x2122}, {"sect", 0xA7},     {"frac12", 0xBD},  {"times", 0xD7},
    {"ordm", 0xBA},   {"sup2", 0xB2},
};

/* Elements that begin a line of their own. */
static const char *const blocks[] = {"p",  "div",   "br", "tr",         "li",  "ul",
                                     "ol", "table", "h1", "h2",         "h3",  "h4",
                                     "h5", "h6",    "hr", "blockquote", "pre", "body"};

/* Elements whose content nobody reads. */
static const char *const unseen[] = {"style", "script", "title"};

typedef struct {
    const char *p;
    GString *text;
    guint newlines; /* at the end of the text */
    gboolean space; /* one is due before the next word */
} Reader;

static gboolean
among(const char *name, gsize length, const char *const *names, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (strlen(names[i]) == length && g_ascii_strncasecmp(name, names[i], length) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
put(Reader *reader, gunichar c)
{
    if (reader->space && reader->text->len > 0 && reader->newlines == 0)
        g_string_append_c(reader->text, ' ');
    reader->space = FALSE;
    reader->newlines = 0;
    g_string_append_unichar(reader->text, c);
}

static void
new_line(Reader *reader)
{
    reader->space = FALSE;
    if (reader->text->len == 0 || reader->newlines >= 2)
        return;
    g_string_append_c(reader->text, '\n');
    reader->newlines++;
}

/* 0 when the digits of "&#233;" or "&#xE9;" are no character that text may hold. */
static gunichar
numeric_entity(const char *name, gsize length)
{
    gboolean hexadecimal = length > 2 && (name[1] == 'x' || name[1] == 'X');
    g_autofree char *digits = g_strndup(name + (hexadecimal ? 2 : 1), length);
    char *end = NULL;
    guint64 code = g_ascii_strtoull(digits, &end, hexadecimal ? 16 : 10);
    if (*end != ';' || code < 32 || code > 0x10FFFF || !g_unichar_validate((gunichar)code))
        return 0;
    return (gunichar)code;
}

static void
entity(Reader *reader)
{
    const char *name = reader->p + 1;
    gsize length = strcspn(name, "; \t\n<&");
    if (name[length] != ';' || length == 0 || length > 10) {
        put(reader, '&');
        reader->p++;
        return;
    }
    gunichar found = name[0] == '#' ? numeric_entity(name, length) : 0;
    for (guint i = 0; found == 0 && i < G_N_ELEMENTS(entities); i++) {
        if (strlen(entities[i].name) == length && strncmp(name, entities[i].name, length) == 0)
            found = entities[i].character;
    }
    put(reader, found != 0 ? found : '&');
    reader->p = found != 0 ? name + length + 1 : name;
}

/* After the closing tag of the unseen element NAME, or at the end of the text. */
static const char *
skip_unseen(const char *p, const char *name, gsize length)
{
    for (const char *at = strstr(p, "</"); at != NULL; at = strstr(at + 2, "</")) {
        if (g_ascii_strncasecmp(at + 2, name, length) == 0)
            return at;
    }
    return p + strlen(p);
}

static void
tag(Reader *reader)
{
    if (g_str_has_prefix(reader->p, "<!--")) {
        const char *end = strstr(reader->p + 4, "-->");
        reader->p = end != NULL ? end + 3 : reader->p + strlen(reader->p);
        return;
    }
    const char *name = reader->p + 1;
    gboolean closing = *name == '/';
    name += closing ? 1 : 0;
    if (!g_ascii_isalpha(*name) && *name != '!' && *name != '?') {
        put(reader, '<');
        reader->p++;
        return;
    }
    gsize length = strcspn(name, " \t\n/>");
    const char *end = strchr(name, '>');
    reader->p = end != NULL ? end + 1 : name + strlen(name);
    if (!closing && among(name, length, unseen, G_N_ELEMENTS(unseen)))
        reader->p = skip_unseen(reader->p, name, length);
    else if (among(name, length, blocks, G_N_ELEMENTS(blocks)) &&
             (reader->newlines == 0 || (length == 2 && g_ascii_strncasecmp(name, "br", 2) == 0)))
        new_line(reader);
    else if (among(name, length, (const char *const[]){"td", "th"}, 2))
        reader->space = TRUE;
    if (!closing && length == 2 && g_ascii_strncasecmp(name, "li", 2) == 0) {
        put(reader, '-');
        reader->space = TRUE;
    }
}

char *
mail_decode_html(const char *html)
{
    Reader reader = {.p = html, .text = g_string_new(NULL)};
    while (*reader.p != '\0') {
        if (*reader.p == '<') {
            tag(&reader);
        } else if (*reader.p == '&') {
            entity(&reader);
        } else if (g_ascii_isspace(*reader.p)) {
            reader.space = TRUE;
            reader.p++;
        } else {
            put(&reader, g_utf8_get_char(reader.p));
            reader.p = g_utf8_next_char(reader.p);
        }
    }
    char *text = g_string_free(reader.text, FALSE);
    return g_strchomp(text);
}
