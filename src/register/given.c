/* SPDX-License-Identifier: Apache-2.0 */
#include "register/given.h"

#include "register/sql.h"
#include <string.h>

enum { BETWEEN_QUESTIONS = 30, BETWEEN_ANSWERS = 31 };

G_STATIC_ASSERT(MOTIF_NEANT == 2); /* SQL_GIVEN says so */

/* Made once: else SQLite makes the text for the row, and again to see that it is not NULL. */
gboolean
given_keep(Register *reg, gint64 rank, GError **error)
{
    return sql_do(reg, error,
                  "WITH made (text) AS MATERIALIZED (SELECT " SQL_GIVEN(
                      "?1") ")"
                            " INSERT INTO given (submission, answers)"
                            " SELECT ?1, text FROM made WHERE text IS NOT NULL",
                  "i", rank);
}

char *
given_name(const char *field, const char *column)
{
    return g_strjoin(".", field, column, NULL);
}

gboolean
given_answers(const char *text, const char *name)
{
    gsize length = strlen(name);
    for (const char *at = text; (at = strstr(at, name)) != NULL; at += length) {
        if ((at == text || at[-1] == BETWEEN_QUESTIONS) && at[length] == BETWEEN_ANSWERS)
            return TRUE;
    }
    return FALSE;
}

/* What stands in *TEXT before the next MARK, which is behind it then; NULL: nothing more.  (strsep,
 * which asks for several marks at once, takes three times as long.) */
static char *
cut(char **text, char mark)
{
    char *begin = *text;
    char *end = begin ? strchr(begin, mark) : NULL;
    if (end)
        *end++ = '\0';
    *text = end;
    return begin;
}

gboolean
given_question(char **text, GivenQuestion *question)
{
    question->answers = cut(text, BETWEEN_QUESTIONS);
    question->name = cut(&question->answers, BETWEEN_ANSWERS);
    return question->name != NULL;
}

gboolean
given_next(GivenQuestion *question, const char **item, const char **canonical)
{
    const char *place = cut(&question->answers, BETWEEN_ANSWERS);
    *canonical = cut(&question->answers, BETWEEN_ANSWERS);
    *item = place && *place ? place : NULL;
    return *canonical != NULL;
}
