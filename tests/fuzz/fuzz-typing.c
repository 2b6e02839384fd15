/* SPDX-License-Identifier: Apache-2.0
 * One text read as each type: what was understood, written in canonical form, is understood again
 * as the same. */
#include "fuzz.h"

static void
read_twice(const char *text, ValueType type, Calendar calendar)
{
    g_auto(Typed) typed = typing_read(text, type, calendar);
    gboolean understood = typed.state == TYPED_OK || typed.state == TYPED_DOUBT;
    FUZZ_HOLDS(understood == (typed.canonical != NULL));
    if (!understood)
        return;
    g_auto(Typed) again = typing_read(typed.canonical, type, calendar);
    if (g_strcmp0(again.canonical, typed.canonical) != 0)
        fprintf(stderr, "%s: « %s » → %s\n", value_type_name(type), text, typed.canonical);
    FUZZ_HOLDS(g_strcmp0(again.canonical, typed.canonical) == 0);
    gint64 number;
    FUZZ_HOLDS(!value_type_is_number(type) || number_parse(typed.canonical, &number));
}

static void
choose(const char *text, const Convention *convention)
{
    for (guint i = 0; i < convention->lists->len; i++) {
        const CodeList *list = convention->lists->pdata[i];
        g_autofree const char *const *const *candidates = list_candidates(list);
        g_auto(Typed) typed = typing_read_choice(text, candidates, list->items->len);
        FUZZ_HOLDS(!typed.canonical || list_item(list, typed.canonical));
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    const Convention *convention = checker_convention(fuzz_checker());
    g_autofree char *raw = g_utf8_make_valid((const char *)data, (gssize)size);
    g_autofree char *text = text_clean(raw, -1);
    for (int type = 0; type < TYPE_COUNT; type++) {
        if (type == TYPE_CHOICE)
            continue;
        read_twice(text, (ValueType)type, CALENDAR_SCHOOL);
        read_twice(text, (ValueType)type, CALENDAR_CIVIL);
    }
    choose(text, convention);
    return 0;
}
