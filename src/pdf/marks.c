/* SPDX-License-Identifier: Apache-2.0
 *
 * Content streams: every mark that cairo wrote becomes what it is, an artifact or content of the
 * structure.
 */
#include "pdf/marks.h"

#include <string.h>

#include "base/i18n.h"
#include "pdf/making.h"

typedef struct {
    const Layout *layout;
    const GArray *marks; /* Mark */
    guint page;
    guint mark;  /* the next */
    guint depth; /* of marked content; cairo's ActualText lies within the marks */
    GString *made;
    GArray *owners;
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
        if (strchr("<>[]{})", *s)) {
            s += *s == '<' && s + 1 < end ? 2 : 1;
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

/* In place of cairo's operands and operator. */
static gboolean
begin_mark(Pass *pass, GError **error)
{
    const Mark *mark;

    if (pass->mark >= pass->marks->len)
        return misplaced(pass, error);
    mark = &g_array_index(pass->marks, Mark, pass->mark++);
    if (mark->kind == MARK_CONTENT) {
        NodeRole role = g_array_index(pass->layout->nodes, PageNode, mark->node).role;
        /* Poppler hears an ActualText of spans alone. */
        g_string_append_printf(pass->made, "%s <</MCID %u", mark->text ? "/Span" : role_type(role),
                               pass->owners->len);
        if (mark->text) {
            g_string_append(pass->made, " /ActualText ");
            append_text(pass->made, mark->text);
        }
        g_string_append(pass->made, ">> BDC");
        g_array_append_val(pass->owners, mark->node);
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

gboolean
marks_put(const Layout *layout, const GArray *marks, guint number, const char *data, gsize length,
          GString *made, GArray *owners, GError **error)
{
    Pass pass = {.layout = layout, .marks = marks, .page = number, .made = made, .owners = owners};

    return rewrite(&pass, data, data + length, error);
}
