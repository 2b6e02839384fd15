/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/reminder.h"

#include "base/sha256.h"
#include "letter/letter.h"

void
owed_form_free(OwedForm *form)
{
    if (form == NULL)
        return;
    g_free(form->sheet);
    g_free(form->title);
    g_free(form->period);
    g_free(form->due);
    g_free(form->received);
    g_clear_pointer(&form->points, g_ptr_array_unref);
    mail_file_free(form->file);
    g_free(form);
}

static guint
count_owed(const ReminderLetter *letter, gboolean received)
{
    guint count = 0;
    for (guint i = 0; i < letter->forms->len; i++) {
        const OwedForm *form = letter->forms->pdata[i];
        count += (form->received != NULL) == received ? 1 : 0;
    }
    return count;
}

/* "Rappel : fiche 3.2 attendue", "Rappel : 3 fiches attendues, 1 à corriger". */
static char *
reminder_subject(const ReminderLetter *letter)
{
    guint missing = count_owed(letter, FALSE), refused = count_owed(letter, TRUE);
    const OwedForm *first = letter->forms->pdata[0];
    if (letter->forms->len == 1)
        return g_strdup_printf("Rappel : fiche %s %s (%s)", first->sheet,
                               refused ? "à corriger" : "attendue", first->period);
    GString *subject = g_string_new("Rappel : ");
    if (missing > 0)
        g_string_append_printf(subject, "%u fiche%s attendue%s", missing, missing > 1 ? "s" : "",
                               missing > 1 ? "s" : "");
    if (refused > 0)
        g_string_append_printf(subject, "%s%u %sà corriger", missing ? ", " : "", refused,
                               missing       ? ""
                               : refused > 1 ? "fiches "
                                             : "fiche ");
    return g_string_free(subject, FALSE);
}

/* ---- what it says ---- */

#define NEEDED " Le comité de pilotage en a besoin pour son rapport."

static const char *
opening_words(const ReminderLetter *letter)
{
    gboolean missing = count_owed(letter, FALSE) > 0, refused = count_owed(letter, TRUE) > 0;
    gboolean one = letter->forms->len == 1;
    if (missing && refused)
        return "Sauf erreur de notre part, nous attendons encore de vous les fiches ci-dessous, "
               "non reçues ou à corriger." NEEDED;
    if (missing)
        return one ? "Sauf erreur de notre part, la fiche ci-dessous ne nous est pas encore "
                     "parvenue." NEEDED
                   : "Sauf erreur de notre part, les fiches ci-dessous ne nous sont pas encore "
                     "parvenues." NEEDED;
    return one ? "Vous nous avez envoyé la fiche ci-dessous, et elle attend une correction." NEEDED
               : "Vous nous avez envoyé les fiches ci-dessous, et elles attendent une "
                 "correction." NEEDED;
}

static void
add_opening(Document *document, const ReminderLetter *letter)
{
    g_autofree char *whom =
        letter->contact != NULL
            ? g_strdup_printf("%s – à l'attention de %s", letter->organisation, letter->contact)
            : g_strdup(letter->organisation);
    document_paragraph(document, "Madame, Monsieur,");
    document_paragraph(document, opening_words(letter));
    document_paragraph(document, whom);
}

static Prose *
form_words(const OwedForm *form)
{
    gboolean points = form->points != NULL && form->points->len > 0;
    Prose *prose = prose_printf("Fiche\u00a0%s « %s », %s", form->sheet, form->title, form->period);
    g_autofree char *due =
        form->received == NULL
            ? g_strdup_printf(", attendue pour le %s.", form->due)
            : g_strdup_printf(", attendue pour le %s. Reçue le %s, elle ne peut pas être prise en "
                              "compte telle quelle%s",
                              form->due, form->received, points ? " :" : ".");
    return prose_add(prose, SPAN_PLAIN, due);
}

/* Each form waiting for a correction is followed by its points; the others are one list. */
static void
add_forms(Document *document, const ReminderLetter *letter, gboolean received, const char *title)
{
    if (count_owed(letter, received) == 0)
        return;
    document_heading(document, 2, NULL, prose_new(title));
    GPtrArray *list = received ? NULL : document_list(document);
    for (guint i = 0; i < letter->forms->len; i++) {
        const OwedForm *form = letter->forms->pdata[i];
        if ((form->received != NULL) != received)
            continue;
        if (list != NULL) {
            g_ptr_array_add(list, form_words(form));
            continue;
        }
        document_prose(document, BLOCK_PARAGRAPH, form_words(form));
        GPtrArray *points = form->points->len > 0 ? document_list(document) : NULL;
        for (guint j = 0; j < form->points->len; j++)
            g_ptr_array_add(points, prose_typed(form->points->pdata[j]));
    }
}

static guint
count_attached(const ReminderLetter *letter)
{
    guint count = 0;
    for (guint i = 0; i < letter->forms->len; i++)
        count += ((const OwedForm *)letter->forms->pdata[i])->file != NULL ? 1 : 0;
    return count;
}

#define NOTHING                                                                                    \
    " S'il n'y a rien à déclarer, inscrivez « néant » ou 0 : c'est une réponse, et elle compte."

static void
add_how(Document *document, const ReminderLetter *letter)
{
    guint attached = count_attached(letter);
    document_heading(document, 2, NULL, prose_new("Comment répondre"));
    if (attached == 1)
        document_paragraph(
            document, "Le formulaire de la fiche non reçue est joint : votre identification et "
                      "la période y sont déjà portées. Remplissez-le, enregistrez-le au "
                      "format .odt, puis répondez à ce message en le joignant." NOTHING);
    else if (attached > 1)
        document_paragraph(document,
                           "Les formulaires des fiches non reçues sont joints : votre "
                           "identification et la période y sont déjà portées. Remplissez-les, "
                           "enregistrez-les au format .odt, puis répondez à ce message en les "
                           "joignant." NOTHING);
    if (count_owed(letter, TRUE) > 0)
        document_paragraph(
            document, "Pour corriger une fiche, reprenez le fichier joint à notre réponse, où "
                      "chaque point est signalé, ou celui que vous nous aviez envoyé ; "
                      "corrigez-le, enregistrez-le, puis répondez à ce message en le joignant.");
}

static void
add_closing(Document *document, const ReminderLetter *letter)
{
    document_paragraph(document,
                       "Si votre envoi a croisé ce rappel, n'en tenez pas compte. Pour toute "
                       "question, ou si une fiche ne vous concerne pas, répondez à ce message : le "
                       "secrétariat vous lira.");
    document_paragraph(document, "Nous vous remercions de votre aide.");
    letter_sign(document, letter->from_name, letter->convention_title);
}

static Document *
reminder_document(const ReminderLetter *letter)
{
    g_autofree char *subject = reminder_subject(letter);
    Document *document = document_new(subject);
    gboolean one = count_owed(letter, FALSE) == 1;
    add_opening(document, letter);
    add_forms(document, letter, FALSE, one ? "Non reçue" : "Non reçues");
    add_forms(document, letter, TRUE, "À corriger");
    add_how(document, letter);
    add_closing(document, letter);
    return document;
}

/* ---- the whole ---- */

static GPtrArray *
reminder_files(const ReminderLetter *letter)
{
    GPtrArray *files = g_ptr_array_new();
    for (guint i = 0; i < letter->forms->len; i++) {
        const OwedForm *form = letter->forms->pdata[i];
        if (form->file != NULL)
            g_ptr_array_add(files, form->file);
    }
    return files;
}

char *
reminder_message_id(const ReminderLetter *letter)
{
    g_autofree char *hash = sha256_of_text(letter->state);
    return g_strdup_printf("copil.rappel.%s@copil.invalid", hash);
}

GBytes *
reminder_compose(const ReminderLetter *letter)
{
    g_autofree char *id = reminder_message_id(letter);
    g_autoptr(Document) document = reminder_document(letter);
    g_autoptr(GPtrArray) files = reminder_files(letter);
    const Envelope envelope = {
        .date = letter->date,
        .from_name = letter->from_name,
        .from_address = letter->from_address,
        .recipients = letter->recipients,
        .message_id = id,
        /* X-Unsent: opened as a draft by the programs that know it. */
        .marks = letter->draft ? "X-Unsent: 1\r\n" : "Auto-Submitted: auto-generated\r\n",
        .files = files,
    };
    return letter_seal(document, &envelope);
}
