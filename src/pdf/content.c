/* SPDX-License-Identifier: Apache-2.0
 *
 * Content streams: every mark that cairo wrote becomes what it is, an artifact or content of the
 * structure.  Nothing may be painted outside of a mark (ISO 14289-1, 7.1; ISO 19005-3, 6.7.2.2).
 */
#include "pdf/finish.h"

#include <string.h>

#include "base/i18n.h"

typedef struct {
    const Finish *finish;
    const GArray *marks; /* Mark */
    guint page;
    guint mark;    /* the next */
    guint content; /* marks of content passed: the next MCID */
    guint depth;   /* of marked content; cairo's ActualText lies within the marks */
    GString *made;
} Pass;

static const char *const ARTIFACTS[] = {
    [MARK_HEADER] = "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>>",
    [MARK_FOOTER] = "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>>",
    [MARK_REPEATED] = "/Artifact <</Type /Pagination>>",
    [MARK_LAYOUT] = "/Artifact <</Type /Layout>>",
};

/* The operators that leave something on paper (ISO 32000-1, table 51). */
static gboolean
paints(const char *operator, gsize length)
{
    static const char *const OPERATORS[] = {"Tj", "TJ", "'",  "\"", "S",  "s",  "f",  "F",
                                            "f*", "B",  "B*", "b",  "b*", "sh", "Do", "BI"};

    for (guint i = 0; i < G_N_ELEMENTS(OPERATORS); i++)
        if (strlen(OPERATORS[i]) == length && memcmp(OPERATORS[i], operator, length) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
ends_word(char c)
{
    return strchr("()<>[]{}/%", c) || g_ascii_isspace(c);
}

/* Behind the string that begins at S. */
static const char *
skip_string(const char *s, const char *end)
{
    guint level = 0;

    for (; s < end; s++) {
        if (*s == '\\')
            s++;
        else if (*s == '(')
            level++;
        else if (*s == ')' && --level == 0)
            return s + 1;
    }
    return end;
}

/* The next operator from S on, NULL when there is none; LENGTH: its own, BEGIN: of its operands. */
static const char *
next_operator(const char *s, const char *end, gsize *length, const char **begin)
{
    *begin = NULL;
    while (s < end) {
        const char *word = s;
        if (g_ascii_isspace(*s)) {
            s++;
            continue;
        }
        if (!*begin)
            *begin = s;
        if (*s == '(') {
            s = skip_string(s, end);
            continue;
        }
        if (*s == '<' && s + 1 < end && s[1] != '<') {
            const char *close = memchr(s, '>', (gsize)(end - s));
            s = close ? close + 1 : end;
            continue;
        }
        for (s++; s < end && !ends_word(*s); s++)
            ;
        if (g_ascii_isalpha(*word) || *word == '\'' || *word == '"') {
            *length = (gsize)(s - word);
            return word;
        }
    }
    return NULL;
}

static gboolean
misplaced(const Pass *pass, GError **error)
{
    g_set_error(error, PDF_ERROR, PDF_ERROR_FINISH,
                _("page %u: what is drawn and what is marked are not the same"), pass->page + 1);
    return FALSE;
}

static void
append_text(GString *made, const Mark *mark)
{
    g_autofree char *text = g_strndup(mark->text, mark->bytes);
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, NULL, NULL);

    g_string_append(made, " /ActualText <FEFF");
    for (const gunichar2 *unit = units; unit && *unit; unit++)
        g_string_append_printf(made, "%04X", *unit);
    g_string_append_c(made, '>');
}

/* In place of cairo's operands and operator. */
static gboolean
begin_mark(Pass *pass, GError **error)
{
    const Mark *mark;

    if (pass->mark >= pass->marks->len)
        return misplaced(pass, error);
    mark = &g_array_index(pass->marks, Mark, pass->mark++);
    if (mark->kind == MARK_CONTENT) {
        NodeRole role = g_array_index(pass->finish->layout->nodes, PageNode, mark->node).role;
        /* Poppler hears an ActualText of spans alone. */
        g_string_append_printf(pass->made, "%s <</MCID %u",
                               mark->text ? "/Span" : structure_type(role), pass->content++);
        if (mark->text)
            append_text(pass->made, mark);
        g_string_append(pass->made, ">> BDC");
    } else {
        g_string_append_printf(pass->made, "%s BDC", ARTIFACTS[mark->kind]);
    }
    return TRUE;
}

static gboolean
rewrite(Pass *pass, const char *s, const char *end, GError **error)
{
    const char *operator, * operands, *copied = s;
    gsize length;

    while ((operator= next_operator(s, end, &length, &operands))) {
        s = operator+ length;
        if (length == 3 && (memcmp(operator, "BDC", 3) == 0 || memcmp(operator, "BMC", 3) == 0)) {
            if (pass->depth++)
                continue;
            g_string_append_len(pass->made, copied, operands - copied);
            copied = s;
            if (!begin_mark(pass, error))
                return FALSE;
        } else if (length == 3 && memcmp(operator, "EMC", 3) == 0) {
            if (pass->depth-- == 0)
                return misplaced(pass, error);
        } else if (pass->depth == 0 && paints(operator, length)) {
            return misplaced(pass, error);
        }
    }
    g_string_append_len(pass->made, copied, end - copied);
    return (pass->depth == 0 && pass->mark == pass->marks->len) || misplaced(pass, error);
}

static gboolean
finish_content(const Finish *finish, guint page, GError **error)
{
    qpdf_data qpdf = finish->qpdf;
    unsigned char *data = NULL;
    size_t length = 0;
    Pass pass = {.finish = finish, .marks = finish->drawing->marks->pdata[page], .page = page};
    gboolean done;

    if (qpdf_oh_get_page_content_data(qpdf, finish->pages[page], &data, &length) & QPDF_ERRORS)
        return misplaced(&pass, error);
    pass.made = g_string_sized_new(length + 512);
    done = rewrite(&pass, (const char *)data, (const char *)data + length, error);
    if (done)
        put(finish, finish->pages[page], "/Contents",
            stream_of(finish, "<< >>", pass.made->str, pass.made->len));
    g_string_free(pass.made, TRUE);
    free(data);
    return done;
}

gboolean
finish_contents(Finish *finish, GError **error)
{
    for (guint i = 0; i < finish->layout->pages->len; i++)
        if (!finish_content(finish, i, error))
            return FALSE;
    return TRUE;
}
