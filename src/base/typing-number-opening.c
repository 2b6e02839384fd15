/* SPDX-License-Identifier: Apache-2.0
 *
 * The words that stand before and after a number, and its opening.
 */
#include <string.h>

#include "base/number-reading.h"

/* Lists of words: between spaces. */
static const char approximately[] =
    " environ env approximativement approximatif approximation approx presque autour circa estime"
    " estimee estimes estimees estimation ~ ≈ ± ";
static const char vague[] = " quelques quelque plusieurs beaucoup peu certains certaines nombreux"
                            " nombreuses tous toutes divers diverses ";
static const char *const approximate_phrases[] = {"a peu pres",    "au moins", "au minimum",
                                                  "plus ou moins", "pres de",  "de l ' ordre de",
                                                  "+ / -",         NULL};

/* Words that say what is counted, or that link them: they change nothing. */
static const char links[] = " de des du la le les en au aux ' . ; ! \" « » , : = ";
/* In the singular. */
static const char units[] =
    " eleve etudiant etudiante apprenti apprentie stagiaire"
    " personne pers participant participante present presente invite invitee convention"
    " stage visite intervention reunion professeur prof enseignant enseignante formateur"
    " jury jurys offre contact depliant exemplaire ex consultation vue clic publication"
    " evenement action support congres salon questionnaire reponse enquete fiche diplome"
    " sortant sortante embauche embauchee recrutement formation emploi poste module"
    " modification candidat candidate regie bailleur bulletin membre professionnel"
    " professionnelle representant representante unite fois cas ";
static const char totals[] = " total totaux tout totalite nombre effectif effectifs ";
/* They say that others are not counted. */
static const char parts[] = " fille garcon femme homme ";
static const char measures[] = " jour journee heure h m² m2 metre carre point m ² ";
static const char currency[] = " € euro euros eur ttc ht ";

static gboolean
is_listed(const Token *token, const char *list)
{
    g_autofree char *word = g_strdup_printf(" %s ", token->text);

    return token->kind != TOKEN_END && strstr(list, word);
}

/* TOKEN, or what it is the plural of. */
static gboolean
is_unit(const Token *token, const char *list)
{
    gsize length = strlen(token->text);

    if (is_listed(token, list) || length < 2 || !strchr("sx", token->text[length - 1]))
        return is_listed(token, list);
    g_autofree char *singular = g_strdup_printf(" %.*s ", (int)length - 1, token->text);
    return strstr(list, singular) != NULL;
}

/* Consume the next token when it is one of LIST. */
static gboolean
take_listed(Tokens *tokens, const char *list)
{
    if (!is_listed(tokens_peek(tokens, 0), list))
        return FALSE;
    tokens->at++;
    return TRUE;
}

gboolean
is_currency(const Token *token)
{
    return is_listed(token, currency);
}

gboolean
names_what_is_counted(const Reading *reading, const Token *token)
{
    if (is_unit(token, units) || is_listed(token, totals) || is_listed(token, links))
        return TRUE;
    if (reading->type == TYPE_AMOUNT)
        return is_currency(token);
    return reading->type == TYPE_DECIMAL && is_unit(token, measures);
}

/* "filles", "hommes": says that a part is counted. */
static gboolean
names_a_part(const Token *token)
{
    return is_unit(token, parts);
}

gboolean
take_phrase_of(Tokens *tokens, const char *const *phrases)
{
    for (guint i = 0; phrases[i]; i++) {
        if (tokens_take_phrase(tokens, phrases[i]))
            return TRUE;
    }
    return FALSE;
}

gboolean
take_approximation(Tokens *tokens)
{
    return take_listed(tokens, approximately) || take_phrase_of(tokens, approximate_phrases);
}

gboolean
take_vague(Tokens *tokens)
{
    return take_listed(tokens, vague);
}

gboolean
number_comes(const Tokens *tokens)
{
    Tokens ahead = {tokens->list, tokens->at};
    gint64 number;

    return tokens_peek(&ahead, 0)->kind == TOKEN_DIGITS || words_take(&ahead, &number);
}

/* ---- the opening ---- */

static void
read_minus(Reading *reading)
{
    const Token *next = tokens_peek(&reading->tokens, 0);
    gboolean glued_figures = next->kind == TOKEN_DIGITS && next->glued;

    if (!number_comes(&reading->tokens))
        reading_refuse(reading, FINDING_NUMBER_EXPECTED);
    else if (reading->type != TYPE_DECIMAL || !glued_figures)
        reading_refuse(reading, FINDING_NUMBER_NEGATIVE);
}

gboolean
take_elision(Tokens *tokens)
{
    return tokens_take_phrase(tokens, "d '") || tokens_take_phrase(tokens, "l '");
}

/* "élèves : 12", "soit 12", "+12", "% 12"; but A1 is no 1, and ",5" begins a number. */
static gboolean
take_introduction(Reading *reading)
{
    static const char *const introductions[] = {"+", "soit", NULL};
    Tokens *tokens = &reading->tokens;
    const Token *next = tokens_peek(tokens, 0), *after = tokens_peek(tokens, 1);
    gboolean before_figures = after->kind == TOKEN_DIGITS && after->glued;

    if (before_figures && (next->kind == TOKEN_WORD || token_is(next, ",") || token_is(next, ".")))
        return FALSE;
    if (take_elision(tokens))
        return TRUE;
    if (reading->type == TYPE_PERCENT && token_is(next, "%"))
        reading->percent_sign = TRUE;
    else if (names_a_part(next) || (is_listed(next, units) && after->kind == TOKEN_DIGITS))
        reading->remark = TRUE; /* "module 12" may be its number */
    else if (!token_in(next, introductions) && !names_what_is_counted(reading, next))
        return FALSE;
    tokens->at++;
    return TRUE;
}

gboolean
reading_opening(Reading *reading)
{
    static const char *const bounds[] = {
        "plus de",   "moins de", "plus d '", "moins d '", "au plus", "au maximum",
        "jusqu ' a", "maximum",  "minimum",  "mini",      "maxi",    "min",
        "max",       "<",        ">",        "≤",         "≥",       NULL};
    Tokens *tokens = &reading->tokens;

    while (!reading->refused) {
        if (take_phrase_of(tokens, bounds)) {
            reading_refuse(reading, FINDING_NUMBER_BOUND);
        } else if (take_approximation(tokens)) {
            reading->approximate = TRUE;
        } else if (take_vague(tokens)) {
            reading_refuse(reading, FINDING_NUMBER_VAGUE);
        } else if (tokens_take(tokens, "entre")) {
            reading_refuse(reading, FINDING_NUMBER_RANGE);
        } else if (tokens_take(tokens, "-") || tokens_take(tokens, "moins")) {
            read_minus(reading);
            return TRUE;
        } else if (!take_introduction(reading)) {
            return FALSE;
        }
    }
    return FALSE;
}
