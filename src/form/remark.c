/* SPDX-License-Identifier: Apache-2.0 */
#include "form/remark.h"

#define EXCERPT 120

/* A hostile document could be doubtful a million times: beyond the bound only the first error of
 * each further kind would change the verdict, so errors get as much room again. */
static void
append(GPtrArray *remarks, Finding *finding)
{
    guint room = finding->severity == SEVERITY_ERROR ? 2 * REMARKS_MAX : REMARKS_MAX;
    if (remarks->len < room)
        g_ptr_array_add(remarks, finding);
    else
        finding_free(finding);
}

/* One line, short enough to be quoted (transfer full). */
static char *
excerpt(const char *text)
{
    if (!text)
        return NULL;
    g_autofree char *line = g_strdelimit(g_strdup(text), "\n\t", ' ');
    if (g_utf8_strlen(line, -1) <= EXCERPT)
        return g_steal_pointer(&line);
    g_autofree char *head = g_utf8_substring(line, 0, EXCERPT - 1);
    return g_strconcat(head, "…", NULL);
}

static void
add(GPtrArray *remarks, FindingKind kind, const char *field, const char *value, const char *other,
    const char *where, guint count, guint expected)
{
    g_autofree char *short_value = excerpt(value);
    g_autofree char *short_other = excerpt(other);
    g_autofree char *n = g_strdup_printf("%u", count);
    g_autofree char *wanted = g_strdup_printf("%u", expected);
    append(remarks,
           finding_new(kind, field, NULL, short_value, "question", field ? field : "", "where",
                       where ? where : "", "other", short_other ? short_other : "", "count", n,
                       "expected", wanted, "value", "", NULL));
}

void
remark(GPtrArray *remarks, FindingKind kind, const char *field, const char *value,
       const char *where)
{
    add(remarks, kind, field, value, NULL, where, 0, 0);
}

void
remark_two(GPtrArray *remarks, FindingKind kind, const char *field, const char *value,
           const char *other, const char *where)
{
    add(remarks, kind, field, value, other, where, 0, 0);
}

void
remark_count(GPtrArray *remarks, FindingKind kind, const char *field, const char *value,
             const char *where, guint count, guint expected)
{
    add(remarks, kind, field, value, NULL, where, count, expected);
}

void
remark_xml(GPtrArray *remarks, XmlFault fault, guint line)
{
    static const FindingKind kinds[] = {
        [XML_FAULT_DOCTYPE] = FINDING_XML_DOCTYPE, [XML_FAULT_MALFORMED] = FINDING_XML_MALFORMED,
        [XML_FAULT_BOUNDS] = FINDING_XML_BOUNDS,   [XML_FAULT_ENCODING] = FINDING_XML_ENCODING,
        [XML_FAULT_TOO_BIG] = FINDING_ODT_TOO_BIG,
    };
    g_autofree char *text = g_strdup_printf("%u", line);
    Finding *finding = finding_new(kinds[fault], NULL, NULL, NULL, "line", text, NULL);
    finding->line = line;
    append(remarks, finding);
}
