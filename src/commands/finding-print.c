/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/finding-print.h"

#include "base/i18n.h"
#include <stdio.h>
#include <string.h>

#define WIDTH 96

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

void
findings_print(const GPtrArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = findings->pdata[i];
        const char *label = severity_label(finding->severity);
        printf("  %s%*s", label, MAX(1, 12 - (int)g_utf8_strlen(label, -1)), "");
        if (finding->field)
            printf("%s%s%s", finding->field, finding->column ? " " : "",
                   finding->column ? finding->column : "");
        if (finding->value)
            printf("%s«\u00a0%s\u00a0»", finding->field ? "  " : "", finding->value);
        printf("%s%*s", finding->field || finding->value ? "\n" : "",
               finding->field || finding->value ? 14 : 0, "");
        print_wrapped(finding->message, 14);
    }
}
