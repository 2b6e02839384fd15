/* SPDX-License-Identifier: Apache-2.0
 *
 * Telephone numbers and e-mail addresses.
 */
#include <string.h>

#include "base/text.h"
#include "base/typing-parts.h"

/* ---- telephone ---- */

#define NATIONAL 9 /* figures of a French number without its 0 */

typedef struct {
    GString *figures;
    gboolean international, remark;
} Dialling;

static void
read_dialling(const char *text, Dialling *dialling)
{
    static const char *const harmless[] = {"tel",  "telephone", "fixe", "portable", "mobile",
                                           "port", ".",         "-",    "/",        "(",
                                           ")",    ":",         "°",    "n",        NULL};
    static const char *const extension[] = {"poste", "p", "ext", "extension", NULL};
    g_autofree char *folded = text_fold(text);
    g_auto(Tokens) tokens = tokens_new(folded);

    for (const Token *next; (next = tokens_peek(&tokens, 0))->kind != TOKEN_END; tokens.at++) {
        if (next->kind == TOKEN_DIGITS)
            g_string_append(dialling->figures, next->text);
        else if (token_is(next, "+") && dialling->figures->len == 0)
            dialling->international = TRUE;
        else if (!token_in(next, harmless))
            dialling->remark = TRUE;
        if (token_in(next, extension))
            return;
    }
}

/* Nine figures from 1 to 9 at the front, the 0 before them left out. */
static gboolean
is_national(const char *figures)
{
    return strlen(figures) == NATIONAL && *figures != '0';
}

static Typed
judge_national(const char *figures, gboolean doubt)
{
    char *canonical = g_strconcat("+33", figures, NULL);

    if (!doubt)
        return typed_ok(canonical);
    g_autofree char *label = g_strdup_printf("0%.1s %.2s %.2s %.2s %.2s", figures, figures + 1,
                                             figures + 3, figures + 5, figures + 7);
    return typed_doubt(canonical, FINDING_PHONE_DOUBT, label);
}

static Typed
judge_dialling(const Dialling *dialling)
{
    const char *figures = dialling->figures->str;
    gboolean abroad = dialling->international || g_str_has_prefix(figures, "00");

    figures += g_str_has_prefix(figures, "00") ? 2 : 0;
    gsize length = strlen(figures);
    gsize shortest = dialling->international ? 8 : NATIONAL; /* 00 may be a slip for 01 */
    if (length >= 2 * (gsize)NATIONAL)
        return typed_refused(FINDING_PHONE_SEVERAL, NULL);
    if (g_str_has_prefix(figures, "33") && (abroad || length > NATIONAL + 1)) {
        const char *national = figures + (figures[2] == '0' ? 3 : 2);
        return is_national(national) ? judge_national(national, !abroad || dialling->remark)
                                     : typed_refused(FINDING_PHONE_EXPECTED, NULL);
    }
    if (abroad) {
        if (length < shortest || length > 15 || *figures == '0')
            return typed_refused(FINDING_PHONE_EXPECTED, NULL);
        g_autofree char *canonical = g_strconcat("+", figures, NULL);
        return dialling->remark ? typed_doubt(g_strdup(canonical), FINDING_PHONE_DOUBT, canonical)
                                : typed_ok(g_steal_pointer(&canonical));
    }
    if (*figures == '0' && is_national(figures + 1))
        return judge_national(figures + 1, dialling->remark);
    /* Spreadsheets lose the 0. */
    return is_national(figures) ? judge_national(figures, TRUE)
                                : typed_refused(FINDING_PHONE_EXPECTED, NULL);
}

Typed
phone_read(const char *text)
{
    Dialling dialling = {.figures = g_string_new(NULL)};

    read_dialling(text, &dialling);
    Typed typed = judge_dialling(&dialling);
    g_string_free(dialling.figures, TRUE);
    return typed;
}

/* ---- e-mail ---- */

/* Dot-separated parts, none empty, of letters, figures and the signs of MORE. */
static gboolean
parts_valid(const char *text, gsize length, const char *more)
{
    if (length == 0 || text[0] == '.' || text[length - 1] == '.')
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        gboolean allowed = g_ascii_isalnum(text[i]) || text[i] == '.' || strchr(more, text[i]);
        if (!allowed || (text[i] == '.' && text[i - 1] == '.'))
            return FALSE;
    }
    return TRUE;
}

static gboolean
domain_valid(const char *domain)
{
    const char *last = strrchr(domain, '.');

    if (!parts_valid(domain, strlen(domain), "-") || strlen(domain) > 253 || !last)
        return FALSE;
    if (*domain == '-' || strstr(domain, ".-") || strstr(domain, "-."))
        return FALSE;
    return strlen(last + 1) >= 2 && strcspn(last + 1, "0123456789-") == strlen(last + 1);
}

static gboolean
email_valid(const char *address)
{
    const char *at = strchr(address, '@');

    return at && !strchr(at + 1, '@') && at - address <= 64 &&
           parts_valid(address, (gsize)(at - address), "!#$%&'*+/=?^_`{|}~-") &&
           domain_valid(at + 1);
}

static char *
replace(const char *text, const char *from, const char *to)
{
    g_auto(GStrv) parts = g_strsplit(text, from, -1);

    return g_strjoinv(to, parts);
}

/* Lower case, without what stands around the address: "Nom <...>", "mailto:", "(secrétariat)", a
 * final point. */
static char *
bare_address(const char *text)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    const char *start = lower, *open = strrchr(lower, '<');

    if (open && strchr(open, '>')) {
        *strchr(open, '>') = '\0';
        start = open + 1;
    } else if (strrchr(start, ':'))
        start = strrchr(start, ':') + 1; /* "mailto:", "courriel :" */
    char *bare = g_strchug(g_strdup(start));
    char *remark = strchr(bare, '@') ? strstr(strchr(bare, '@'), " (") : NULL;
    if (remark)
        *remark = '\0';
    gsize end = strlen(bare);
    while (end && strchr(".,; ", bare[end - 1]))
        bare[--end] = '\0';
    return bare;
}

/* Without the spaces beside @ and points: between other words they could stand for anything. */
static char *
close_up(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *c = text; *c; c++) {
        gboolean before = out->len && strchr("@.", out->str[out->len - 1]);
        if (*c != ' ' || !(before || (c[1] && strchr("@. ", c[1]))))
            g_string_append_c(out, *c);
    }
    return g_string_free(out, FALSE);
}

/* How often C stands in TEXT. */
static guint
count_of(const char *text, char c)
{
    guint count = 0;

    for (; *text; text++)
        count += *text == c;
    return count;
}

/* "a@b.fr <mailto:a@b.fr>": one address, as links are pasted. */
static gboolean
is_link_of_itself(const char *text, const char *address)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    g_autofree char *others = *address ? replace(lower, address, "") : NULL;

    return others && !strchr(others, '@');
}

Typed
email_read(const char *text)
{
    static const char *const ats[] = {"(at)",      "[at]",      " at ",
                                      "(arobase)", "[arobase]", " arobase "};
    g_autofree char *address = bare_address(text);

    if (email_valid(address) && count_of(text, '@') == 1)
        return typed_ok(g_steal_pointer(&address));
    if (count_of(text, '@') > 1 && !is_link_of_itself(text, address))
        return typed_refused(FINDING_EMAIL_SEVERAL, NULL);
    if (email_valid(address))
        return typed_ok(g_steal_pointer(&address));
    if (count_of(address, '@') > 1)
        return typed_refused(FINDING_EMAIL_SEVERAL, NULL);
    g_autofree char *meant = g_strdup(address);
    for (guint i = 0; i < G_N_ELEMENTS(ats); i++) {
        char *replaced = replace(meant, ats[i], "@");
        g_free(meant);
        meant = replaced;
    }
    g_autofree char *joined = close_up(meant);
    if (email_valid(joined))
        return typed_doubt(g_strdup(joined), FINDING_EMAIL_DOUBT, joined);
    /* Accents, and commas for points: too much to be put right unasked. */
    g_autofree char *plain = text_fold(joined);
    g_autofree char *pointed = replace(plain, ",", ".");
    if (email_valid(pointed))
        return typed_refused(FINDING_EMAIL_CLOSE, pointed);
    return typed_refused(FINDING_EMAIL_EXPECTED, NULL);
}
