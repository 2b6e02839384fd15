/* SPDX-License-Identifier: Apache-2.0
 *
 * One item of a code list, by its code, label or aliases.
 *
 * Names are compared as words: no case, accents, punctuation, spacing, nor the small words that
 * people add or leave out.  The same name is sure; a part of one, or one among other words, is a
 * doubt; two items are never chosen between.
 */
#include <string.h>

#include "base/boxes.h"
#include "base/text.h"
#include "base/typing-parts.h"

#define PART_MIN 3 /* characters of a part of a name that may still say which */

typedef const char *const *Names; /* code, label, alias..., NULL */

/* The items found: their indexes, none twice. */
static void
add_item(GArray *items, guint item)
{
    for (guint i = 0; i < items->len; i++) {
        if (g_array_index(items, guint, i) == item)
            return;
    }
    g_array_append_val(items, item);
}

/* ---- words ---- */

static gboolean
is_small(const char *word, gsize length)
{
    static const char *const small[] = {"academie", "acad", "de",  "du", "la",
                                        "le",       "les",  "des", "d",  "l"};

    for (guint i = 0; i < G_N_ELEMENTS(small); i++) {
        if (strncmp(small[i], word, length) == 0 && !small[i][length])
            return TRUE;
    }
    return FALSE;
}

/* The words of TEXT between single spaces, one before the first and one after the last too; without
 * the small ones when LEAVE_OUT. */
static char *
all_words(const char *text, gboolean leave_out)
{
    g_autofree char *folded = text_fold(text);
    GString *words = g_string_new(" ");

    for (char *c = folded; *c; c++) {
        if ((guchar)*c < 0x80 && !g_ascii_isalnum(*c))
            *c = ' ';
    }
    for (const char *word = folded + strspn(folded, " "); *word; word += strspn(word, " ")) {
        gsize length = strcspn(word, " ");
        if (!leave_out || !is_small(word, length)) {
            g_string_append_len(words, word, (gssize)length);
            g_string_append_c(words, ' ');
        }
        word += length;
    }
    return g_string_free(words, FALSE);
}

/* The same, but the small words when nothing else is there. */
static char *
words_of(const char *text, gboolean leave_out)
{
    g_autofree char *words = all_words(text, leave_out);

    return words[1] || !leave_out ? g_steal_pointer(&words) : all_words(text, FALSE);
}

/* Spaces do not count when whole names are compared: "C.A.P." is "CAP". */
static gboolean
same_letters(const char *a, const char *b)
{
    while (*a || *b) {
        a += strspn(a, " ");
        b += strspn(b, " ");
        if (*a != *b)
            return FALSE;
        a += *a != '\0';
        b += *b != '\0';
    }
    return TRUE;
}

/* ---- the same name ---- */

static gboolean
is_code_and_label(const char *words, Names names, gboolean leave_out)
{
    if (!names[0] || !names[1])
        return FALSE;
    g_autofree char *forward = g_strjoin(" ", names[0], names[1], NULL);
    g_autofree char *backward = g_strjoin(" ", names[1], names[0], NULL);
    g_autofree char *first = words_of(forward, leave_out);
    g_autofree char *second = words_of(backward, leave_out);
    return same_letters(words, first) || same_letters(words, second);
}

static void
find_same(GArray *items, const char *text, const Names *candidates, guint count, gboolean leave_out)
{
    g_autofree char *words = words_of(text, leave_out);

    for (guint i = 0; i < count; i++) {
        gboolean same = is_code_and_label(words, candidates[i], leave_out);
        for (guint j = 0; candidates[i][j] && !same; j++) {
            g_autofree char *name = words_of(candidates[i][j], leave_out);
            same = same_letters(words, name);
        }
        if (same)
            add_item(items, i);
    }
}

/* ---- a name among other words ---- */

typedef struct {
    const char *start, *end;
    guint item;
} Span;

/* Two letters are a word of the language too often ("ce"): only capitals make them a code.  One
 * letter tells nothing by itself, but beside another item it is a second answer ("TS / S"). */
static gboolean
can_stand_out(const char *text, const char *name_words, gsize shortest)
{
    gsize length = strlen(name_words) - 2;
    g_autofree char *name = g_strndup(name_words + 1, length);
    g_autofree char *capitals = g_utf8_strup(name, -1);
    g_autofree char *spaced = g_strdup(text);

    if (length < shortest || strspn(name, "0123456789 ") == length)
        return FALSE;
    if (length > 2)
        return TRUE;
    g_strdelimit(spaced, ".,;:/()'-\t\n", ' ');
    g_auto(GStrv) words = g_strsplit(spaced, " ", -1);
    return g_strv_contains((const char *const *)words, capitals);
}

/* "pas Paris", "hors Créteil": the name that follows is not the answer. */
static gboolean
denied(const char *words, const char *start)
{
    static const char *const denials[] = {" pas ",  " ni ",  " sauf ",   " hors ",
                                          " sans ", " non ", " excepte "};
    g_autofree char *before = g_strndup(words, (gsize)(start + 1 - words));

    for (guint i = 0; i < G_N_ELEMENTS(denials); i++) {
        if (strstr(before, denials[i]))
            return TRUE;
    }
    return FALSE;
}

/* A name inside a longer name of another item ("ESF" in "conseiller en ESF") does not count. */
static gboolean
is_covered(const GArray *spans, const Span *span)
{
    for (guint i = 0; i < spans->len; i++) {
        const Span *other = &g_array_index(spans, Span, i);
        if (other->item != span->item && other->start <= span->start && other->end >= span->end &&
            other->end - other->start > span->end - span->start)
            return TRUE;
    }
    return FALSE;
}

static void
find_named(GArray *items, const char *text, const Names *candidates, guint count, gsize shortest)
{
    g_autofree char *words = words_of(text, TRUE);
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(Span));

    for (guint i = 0; i < count; i++) {
        for (guint j = 0; candidates[i][j]; j++) {
            g_autofree char *name = words_of(candidates[i][j], TRUE);
            const char *start = strstr(words, name);
            if (!start || !can_stand_out(text, name, shortest) || denied(words, start))
                continue;
            Span span = {start, start + strlen(name), i};
            g_array_append_val(spans, span);
        }
    }
    for (guint i = 0; i < spans->len; i++) {
        const Span *span = &g_array_index(spans, Span, i);
        if (!is_covered(spans, span))
            add_item(items, span->item);
    }
}

static void
find_among_words(GArray *items, const char *text, const Names *candidates, guint count)
{
    find_named(items, text, candidates, count, 2);
    if (items->len)
        find_named(items, text, candidates, count, 1);
}

/* ---- a part of a name ---- */

static void
find_part(GArray *items, const char *text, const Names *candidates, guint count)
{
    g_autofree char *words = all_words(text, TRUE);
    g_autofree char *beginning = g_strchomp(g_strdup(words));

    if (strlen(words) < PART_MIN + 2)
        return;
    for (guint i = 0; i < count; i++) {
        for (guint j = 0; candidates[i][j]; j++) {
            g_autofree char *name = words_of(candidates[i][j], TRUE);
            if (g_str_has_prefix(name, beginning) || strstr(name, words))
                add_item(items, i);
        }
    }
}

/* ---- what to say about it ---- */

/* "PI (BTS Professions immobilières), ESF (BTS Économie sociale familiale)". */
static char *
list_items(const GArray *items, const Names *candidates)
{
    GString *list = g_string_new(NULL);

    for (guint i = 0; i < items->len; i++) {
        Names names = candidates[g_array_index(items, guint, i)];
        g_string_append_printf(list, "%s%s", i ? ", " : "", names[0]);
        if (names[1] && strcmp(names[0], names[1]) != 0)
            g_string_append_printf(list, " (%s)", names[1]);
    }
    return g_string_free(list, FALSE);
}

static Typed
refuse_unknown(const Names *candidates, guint count)
{
    g_autoptr(GString) codes = g_string_new(NULL);

    for (guint i = 0; i < count; i++) {
        /* A code of figures alone ("84") means nothing to most: its label is shown. */
        gboolean mute = strspn(candidates[i][0], "0123456789") == strlen(candidates[i][0]);
        g_string_append_printf(codes, "%s%s", i ? ", " : "",
                               mute && candidates[i][1] ? candidates[i][1] : candidates[i][0]);
    }
    return typed_refused(FINDING_CHOICE_UNKNOWN, codes->str);
}

/* "S ?", "S+": said with a reserve. */
static gboolean
is_reserved(const char *text)
{
    return strpbrk(text, "?+~*") || g_str_has_suffix(text, "-");
}

static Typed
judge(const GArray *items, const Names *candidates, gboolean sure)
{
    if (items->len > 1) {
        g_autofree char *list = list_items(items, candidates);
        return typed_refused(FINDING_CHOICE_AMBIGUOUS, list);
    }
    Names names = candidates[g_array_index(items, guint, 0)];
    if (sure)
        return typed_ok(g_strdup(names[0]));
    return typed_doubt(g_strdup(names[0]), FINDING_CHOICE_CLOSE, names[1] ? names[1] : names[0]);
}

/* SURE: nothing beside TEXT makes the same name doubtful. */
static Typed
read_words(const char *text, const Names *candidates, guint count, gboolean sure)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(guint));

    find_same(items, text, candidates, count, FALSE);
    if (!items->len)
        find_same(items, text, candidates, count, TRUE);
    if (items->len)
        return judge(items, candidates, sure && !is_reserved(text));
    TypedState absence = absence_of(text, TYPE_CHOICE);
    if (absence != TYPED_OK)
        return (Typed){.state = absence};
    find_among_words(items, text, candidates, count);
    if (!items->len)
        find_part(items, text, candidates, count);
    return items->len ? judge(items, candidates, FALSE) : refuse_unknown(candidates, count);
}

static Typed
refuse_several(const GPtrArray *ticked)
{
    g_autoptr(GString) labels = g_string_new(NULL);

    for (guint i = 0; i < ticked->len; i++) {
        g_autofree char *label = text_squeeze(ticked->pdata[i]);
        g_string_append_printf(labels, "%s%s", i ? ", " : "", label);
    }
    return typed_refused(FINDING_CHOICE_SEVERAL, labels->str);
}

/* TRUE when LABELS are nothing but names, as printed: no remark, no second thoughts. */
static gboolean
only_names(const GPtrArray *labels, const Names *candidates, guint count)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < labels->len; i++) {
        const char *label = labels->pdata[i];
        g_array_set_size(items, 0);
        find_same(items, label, candidates, count, TRUE);
        if (!items->len && absence_of(label, TYPE_CHOICE) == TYPED_OK)
            return FALSE;
    }
    return TRUE;
}

static Typed
read_boxes(const GPtrArray *ticked, const GPtrArray *empty, const Names *candidates, guint count)
{
    /* All as printed: nobody has answered. */
    if (ticked->len == 0 && empty->len == count && only_names(empty, candidates, count))
        return (Typed){.state = TYPED_BLANK};
    if (ticked->len == 0)
        return typed_refused(FINDING_CHOICE_NONE_TICKED, NULL);
    if (ticked->len > 1)
        return refuse_several(ticked);
    return read_words(ticked->pdata[0], candidates, count, only_names(empty, candidates, count));
}

Typed
typing_read_choice(const char *text, const char *const *const *candidates, guint count)
{
    g_autofree char *clean = text_clean(text, -1);
    g_autofree char *line = text_squeeze(clean);
    g_autoptr(GPtrArray) ticked = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) empty = g_ptr_array_new_with_free_func(g_free);

    if (*line == '\0')
        return (Typed){.state = TYPED_BLANK};
    if (strlen(line) > CHOICE_MAX)
        return refuse_unknown(candidates, count);
    boxes_read(line, ticked, empty);
    return ticked->len + empty->len == 0 ? read_words(line, candidates, count, TRUE)
                                         : read_boxes(ticked, empty, candidates, count);
}

Typed
yesno_read(const char *text)
{
    static const char *const yes[] = {"true", "oui", "o", "yes", "vrai", NULL};
    static const char *const no[] = {"false", "non", "n", "no", "faux", NULL};
    static const char *const *const both[] = {yes, no};
    static const char *const crosses[] = {"x", "×", "1", "ok", "☒",   "☑",
                                          "✓", "✔", "✗", "✘",  "[x]", NULL};
    g_autofree char *folded = text_fold(text);

    if (g_strv_contains(crosses, folded))
        return typed_doubt(g_strdup("true"), FINDING_YESNO_DOUBT, "oui");
    Typed typed = typing_read_choice(text, both, G_N_ELEMENTS(both));
    if (typed.state == TYPED_DOUBT)
        typed.kind = FINDING_YESNO_DOUBT;
    /* "néant" is said of things, not of yes and no. */
    if (typed.state == TYPED_NONE)
        return typed_refused(FINDING_YESNO_EXPECTED, NULL);
    if (typed.state == TYPED_REFUSED) {
        typed.kind =
            typed.kind == FINDING_CHOICE_UNKNOWN ? FINDING_YESNO_EXPECTED : FINDING_YESNO_BOTH;
        g_clear_pointer(&typed.hint, g_free);
    }
    return typed;
}
