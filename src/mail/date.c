/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/date.h"

#include <string.h>

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

static const struct {
    const char *name;
    int minutes;
} zones[] = {
    {"UT", 0},     {"GMT", 0},    {"UTC", 0},    {"EST", -300}, {"EDT", -240}, {"CST", -360},
    {"CDT", -300}, {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420},
};

/* The date in plain order, comments and folding gone. */
typedef struct {
    char *token[8];
    guint count;
} Tokens;

/* Copy TEXT without (nested) comments; FALSE when one is not closed. */
static gboolean
strip_comments(const char *text, GString *plain)
{
    guint depth = 0;
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\\' && p[1] != '\0' && depth > 0)
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')' && depth > 0)
            depth--;
        else if (depth == 0)
            g_string_append_c(plain, g_ascii_isspace(*p) ? ' ' : *p);
    }
    return depth == 0;
}

/* Cut TEXT at blanks, commas and colons, the mark itself left out: at most 8 pieces. */
static gboolean
tokenize(char *text, Tokens *tokens)
{
    for (char *p = strtok_r(text, " ,:", &text); p != NULL; p = strtok_r(NULL, " ,:", &text)) {
        if (tokens->count == G_N_ELEMENTS(tokens->token))
            return FALSE;
        tokens->token[tokens->count++] = p;
    }
    return TRUE;
}

static int
digits(const char *text, guint least, guint most)
{
    gsize n = strspn(text, "0123456789");
    if (n < least || n > most || text[n] != '\0')
        return -1;
    return (int)g_ascii_strtoull(text, NULL, 10);
}

static int
name_index(const char *text, const char *const *names, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (g_ascii_strcasecmp(text, names[i]) == 0)
            return (int)i;
    }
    return -1;
}

/* Minutes east of Greenwich.  A lone letter (military zones, used wrongly for decades) says
 * nothing: RFC 5322 has it read as UTC. */
static gboolean
zone_minutes(const char *text, int *minutes)
{
    if (text[0] == '+' || text[0] == '-') {
        int value = digits(text + 1, 4, 4);
        *minutes = (value / 100 * 60 + value % 100) * (text[0] == '-' ? -1 : 1);
        return value >= 0 && value % 100 < 60 && value / 100 <= 14;
    }
    for (guint i = 0; i < G_N_ELEMENTS(zones); i++) {
        if (g_ascii_strcasecmp(text, zones[i].name) == 0) {
            *minutes = zones[i].minutes;
            return TRUE;
        }
    }
    *minutes = 0;
    return g_ascii_isalpha(text[0]) && text[1] == '\0' && g_ascii_toupper(text[0]) != 'J';
}

/* Two and three digits are years of old programs (RFC 5322, 4.3). */
static int
full_year(const char *text)
{
    int year = digits(text, 2, 4);
    if (year < 0 || strlen(text) == 4)
        return year;
    return strlen(text) == 2 && year < 50 ? year + 2000 : year + 1900;
}

/* day month year hour minute [second] zone */
static gint64
from_tokens(char *const *t, guint count)
{
    if (count != 6 && count != 7)
        return 0;
    int day = digits(t[0], 1, 2), month = name_index(t[1], months, 12), year = full_year(t[2]);
    int hour = digits(t[3], 2, 2), minute = digits(t[4], 2, 2);
    int second = count == 7 ? digits(t[5], 2, 2) : 0;
    int offset = 0;
    if (day < 1 || month < 0 || year < 1970 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 60 || !zone_minutes(t[count - 1], &offset) ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)(month + 1), (GDateYear)year))
        return 0;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)(month + 1), (GDateYear)year);
    gint64 since = (gint64)g_date_get_julian(&date) - 719163; /* 1 January 1970 */
    gint64 seconds = since * 86400 + hour * 3600 + minute * 60 + second - offset * 60;
    return MAX(seconds, 0);
}

gint64
mail_date_parse(const char *text)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    Tokens tokens = {.count = 0};
    if (!strip_comments(text, plain) || !tokenize(plain->str, &tokens) || tokens.count == 0)
        return 0;
    gboolean weekday = name_index(tokens.token[0], days, 7) >= 0;
    return from_tokens(tokens.token + (weekday ? 1 : 0), tokens.count - (weekday ? 1 : 0));
}

gint64
mail_date_received(const char *value)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    if (!strip_comments(value, plain))
        return 0;
    const char *semicolon = strrchr(plain->str, ';');
    return semicolon != NULL ? mail_date_parse(semicolon + 1) : 0;
}

char *
mail_date_format(gint64 seconds)
{
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(seconds);
    g_return_val_if_fail(when != NULL, g_strdup("Thu, 01 Jan 1970 00:00:00 +0000"));
    return g_strdup_printf(
        "%s, %02d %s %04d %02d:%02d:%02d +0000", days[g_date_time_get_day_of_week(when) - 1],
        g_date_time_get_day_of_month(when), months[g_date_time_get_month(when) - 1],
        g_date_time_get_year(when), g_date_time_get_hour(when), g_date_time_get_minute(when),
        g_date_time_get_second(when));
}
