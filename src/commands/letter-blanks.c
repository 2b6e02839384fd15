/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/letter-blanks.h"

#include "base/text.h"
#include "blank/blank.h"
#include <string.h>

#define ODT "application/vnd.oasis.opendocument.text"

enum { HANDFUL = 4 };

MailFile *
blank_file(const Definition *definition, const Sheet *sheet, const Participant *who,
           const char *period, GError **error)
{
    const BlankOrder order = {.convention = definition_during(definition, period)->convention,
                              .sheet = sheet,
                              .participant = who,
                              .period = period};
    GBytes *bytes = blank_form(&order, error);
    g_autofree char *name =
        g_strdup_printf("fiche-%s%s%s.odt", sheet->id, period ? "-" : "", period ? period : "");
    return bytes ? mail_file_new(name, ODT, bytes) : NULL;
}

/* ---- for whom ---- */

/* The one participant for whom the sender's address is registered; NULL: none, or several. */
static const Participant *
sender_of(const Draft *draft)
{
    const GPtrArray *all = draft->definition->participants->list;
    const Participant *found = NULL;
    for (guint i = 0; draft->message->from_address && i < all->len; i++) {
        if (!participant_has_address(all->pdata[i], draft->message->from_address))
            continue;
        if (found)
            return NULL;
        found = all->pdata[i];
    }
    return found && draft_confided(draft, found) ? found : NULL;
}

/* ---- which sheets ---- */

/* "Fiche action n° 3.2", "fiche_3.2", or the sheet's prefix as a word. */
static gboolean
names_sheet(const char *folded, const Sheet *sheet)
{
    g_autofree char *id = g_regex_escape_string(sheet->id, -1);
    g_autofree char *prefix = text_fold(sheet->prefix);
    g_autofree char *code = g_regex_escape_string(prefix, -1);
    g_autofree char *pattern =
        g_strdup_printf("(?:fiche[ _-]*(?:action)?[ _-]*(?:n[°ºo.]*|numero)?[ _-]*%s(?!\\.?[0-9])|"
                        "\\b%s(?![a-z0-9]))",
                        id, code);
    return g_regex_match_simple(pattern, folded, 0, 0);
}

/* The one sheet that WHO fills and TEXT names; *SEVERAL when it names more. */
static const Sheet *
named_sheet(const Draft *draft, const Participant *who, const char *text, gboolean *several)
{
    g_autoptr(GPtrArray) sheets = definition_sheets(draft->definition);
    g_autofree char *folded = text_fold(text ? text : "");
    const Sheet *found = NULL;
    for (guint i = 0; i < sheets->len; i++) {
        const Sheet *sheet = sheets->pdata[i];
        if (!sheet_filled_by(sheet, who->kind->id) || !names_sheet(folded, sheet))
            continue;
        *several = found != NULL;
        found = sheet;
        if (*several)
            return NULL;
    }
    return found;
}

/* What is nearest to the file counts. */
static const Sheet *
meant_sheet(const Draft *draft, const Participant *who, const char *filename)
{
    gboolean several = FALSE;
    const Sheet *sheet = named_sheet(draft, who, filename, &several);
    if (!sheet && !several)
        sheet = named_sheet(draft, who, draft->message->subject, &several);
    for (guint i = 0; !sheet && !several && i < draft->parts->len; i++)
        sheet =
            named_sheet(draft, who, ((const StoredPart *)draft->parts->pdata[i])->text, &several);
    return sheet;
}

/* ---- what is owed ---- */

static gboolean
is_open(const Participant *who, const Expectation *each)
{
    return each->participant == who && each->closed == 0 &&
           (each->state == EXPECTED_MISSING || each->state == EXPECTED_REFUSED ||
            each->state == EXPECTED_LATER);
}

/* What WHO may still send, of all periods that have begun: GPtrArray of Expectation, borrowed. */
static GPtrArray *
open_for(Draft *draft, const Participant *who, GError **error)
{
    if (!*draft->begun)
        *draft->begun =
            figures_expectations(draft->reg, draft->definition, PERIOD_TERM, NULL, error);
    if (!*draft->begun)
        return NULL;
    GPtrArray *open = g_ptr_array_new();
    for (guint i = 0; i < (*draft->begun)->len; i++) {
        if (is_open(who, (*draft->begun)->pdata[i]))
            g_ptr_array_add(open, (*draft->begun)->pdata[i]);
    }
    return open;
}

static gboolean
add_blank(Draft *draft, GPtrArray *blanks, const Sheet *sheet, const Participant *who,
          const char *period, GError **error)
{
    MailFile *file = blank_file(draft->definition, sheet, who, period, error);
    if (!file)
        return FALSE;
    g_ptr_array_add(draft->files, file);
    g_ptr_array_add(blanks, file);
    return TRUE;
}

/* Of the sheet MEANT for the newest period that is open; nothing when all has come.  Of an event
 * there may always be one more. */
static gboolean
add_meant(Draft *draft, GPtrArray *blanks, const Sheet *meant, const Participant *who,
          const GPtrArray *open, GError **error)
{
    const char *period = NULL;
    for (guint i = 0; i < open->len; i++) {
        const Expectation *each = open->pdata[i];
        if (strcmp(each->sheet->id, meant->id) == 0)
            period = each->period;
    }
    return (!period && meant->per != PER_EVENT) ||
           add_blank(draft, blanks, meant, who, period, error);
}

static gboolean
add_owed(Draft *draft, GPtrArray *blanks, const Participant *who, const GPtrArray *open,
         GError **error)
{
    for (guint i = 0; open->len <= HANDFUL && i < open->len; i++) {
        const Expectation *each = open->pdata[i];
        if (!add_blank(draft, blanks, each->sheet, who, each->period, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
draft_add_blanks(Draft *draft, AnswerForm *form, GError **error)
{
    const Participant *who = sender_of(draft);
    if (!who)
        return TRUE;
    g_autoptr(GPtrArray) open = open_for(draft, who, error);
    if (!open)
        return FALSE;
    GPtrArray *blanks = g_ptr_array_new();
    g_ptr_array_add(draft->lists, blanks);
    form->blanks = blanks;
    const Sheet *meant = meant_sheet(draft, who, form->filename);
    return meant ? add_meant(draft, blanks, meant, who, open, error)
                 : add_owed(draft, blanks, who, open, error);
}
