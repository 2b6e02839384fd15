/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/finding-print.h"

#include "base/i18n.h"
#include "convention/place.h"
#include <stdio.h>
#include <string.h>

#define WIDTH 80

void
findings_write_json(Json *json, const GPtrArray *findings)
{
    json_array(json);
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = findings->pdata[i];
        json_object(json);
        json_member(json, "severity", severity_code(finding->severity));
        json_member(json, "code", finding->code);
        json_member(json, "field", finding->field);
        if (finding->column)
            json_member(json, "column", finding->column);
        json_member(json, "value", finding->value);
        json_member(json, "message", finding->message);
        if (finding->line)
            json_member_integer(json, "line", finding->line);
        if (finding->xpath)
            json_member(json, "xpath", finding->xpath);
        json_end(json);
    }
    json_end(json);
}

void
print_wrapped(const char *text, int indent)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
    glong column = indent;
    for (char **word = words; *word; word++) {
        glong width = g_utf8_strlen(*word, -1);
        if (column > indent && column + 1 + width > WIDTH) {
            printf("\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        fputs(*word, stdout);
        column += width;
    }
    putchar('\n');
}

static const char *
severity_label(Severity severity)
{
    static const char *const labels[] = {
        [SEVERITY_NOTE] = N_("note"),
        [SEVERITY_WARNING] = N_("to check"),
        [SEVERITY_ERROR] = N_("error"),
    };
    return _(labels[severity]);
}

static void
finding_print(const Finding *finding, const Sheet *sheet)
{
    enum { INDENT = 14 };
    const char *severity = severity_label(finding->severity);
    g_autofree char *place = place_label(sheet, finding->field, finding->column);
    g_autoptr(GString) head = g_string_new(finding->field);
    if (finding->column && !place)
        g_string_append_printf(head, " %s", finding->column);
    if (finding->value)
        g_string_append_printf(head, "%s«\u00a0%s\u00a0»", head->len ? "  " : "", finding->value);
    printf("  %s%*s", severity, MAX(1, INDENT - 2 - (int)g_utf8_strlen(severity, -1)), "");
    if (head->len)
        printf("%s\n%*s", head->str, INDENT, "");
    if (place) {
        print_wrapped(place, INDENT);
        printf("%*s", INDENT, "");
    }
    if (finding->line) {
        printf(_("line %u"), finding->line);
        printf("%s%s\n%*s", finding->xpath ? ", " : "", finding->xpath ? finding->xpath : "",
               INDENT, "");
    }
    print_wrapped(finding->message, INDENT);
}

void
findings_print(const GPtrArray *findings, const Sheet *sheet)
{
    for (guint i = 0; i < findings->len; i++)
        finding_print(findings->pdata[i], sheet);
}
