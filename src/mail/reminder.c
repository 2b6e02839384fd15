/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/reminder.h"

#include "mail/envelope.h"
#include "mail/wrap.h"

#define ODT "application/vnd.oasis.opendocument.text"

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
    g_clear_pointer(&form->form, g_bytes_unref);
    g_free(form->filename);
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
        return g_strdup_printf("Rappel\u00a0: fiche\u00a0%s %s (%s)", first->sheet,
                               refused ? "à corriger" : "attendue", first->period);
    GString *subject = g_string_new("Rappel\u00a0: ");
    if (missing > 0)
        g_string_append_printf(subject, "%u\u00a0fiche%s attendue%s", missing,
                               missing > 1 ? "s" : "", missing > 1 ? "s" : "");
    if (refused > 0)
        g_string_append_printf(subject, "%s%u\u00a0%sà corriger", missing ? ", " : "", refused,
                               missing       ? ""
                               : refused > 1 ? "fiches "
                                             : "fiche ");
    return g_string_free(subject, FALSE);
}

/* ---- the text ---- */

static void
add_opening(GString *out, const ReminderLetter *letter)
{
    gboolean missing = count_owed(letter, FALSE) > 0, refused = count_owed(letter, TRUE) > 0;
    gboolean one = letter->forms->len == 1;
    const char *said =
        missing && refused ? "Sauf erreur de notre part, nous attendons encore de vous les fiches "
                             "ci-dessous, non reçues ou à corriger. Le comité de pilotage en a "
                             "besoin pour son rapport."
        : missing && one ? "Sauf erreur de notre part, la fiche ci-dessous ne nous est pas encore "
                           "parvenue. Le comité de pilotage en a besoin pour son rapport."
        : missing        ? "Sauf erreur de notre part, les fiches ci-dessous ne nous sont pas "
                           "encore parvenues. Le comité de pilotage en a besoin pour son rapport."
        : one            ? "Vous nous avez envoyé la fiche ci-dessous, et elle attend une "
                           "correction. Le comité de pilotage en a besoin pour son rapport."
                         : "Vous nous avez envoyé les fiches ci-dessous, et elles attendent une "
                           "correction. Le comité de pilotage en a besoin pour son rapport.";
    g_string_append(out, "Madame, Monsieur,\n\n");
    wrap_paragraph(out, "", said);
    g_string_append_c(out, '\n');
    wrap_paragraph(out, "  Organisme : ", letter->organisation);
    if (letter->contact != NULL)
        wrap_paragraph(out, "  Contact :   ", letter->contact);
}

static void
add_form(GString *out, const OwedForm *form)
{
    g_autofree char *name =
        g_strdup_printf("Fiche\u00a0%s «\u00a0%s\u00a0», %s. Elle était attendue pour le %s.",
                        form->sheet, form->title, form->period, form->due);
    g_string_append_c(out, '\n');
    wrap_paragraph(out, "  - ", name);
    if (form->received == NULL)
        return;
    gboolean points = form->points != NULL && form->points->len > 0;
    g_autofree char *received =
        g_strdup_printf("Reçue le %s, elle ne peut pas être prise en compte telle quelle%s",
                        form->received, points ? "\u00a0:" : ".");
    wrap_paragraph(out, "    ", received);
    for (guint i = 0; points && i < form->points->len; i++)
        wrap_paragraph(out, "    * ", form->points->pdata[i]);
}

static void
add_forms(GString *out, const ReminderLetter *letter, gboolean received, const char *title)
{
    if (count_owed(letter, received) == 0)
        return;
    g_string_append_printf(out, "\n%s\n", title);
    for (guint i = 0; i < letter->forms->len; i++) {
        const OwedForm *form = letter->forms->pdata[i];
        if ((form->received != NULL) == received)
            add_form(out, form);
    }
}

static guint
count_attached(const ReminderLetter *letter)
{
    guint count = 0;
    for (guint i = 0; i < letter->forms->len; i++)
        count += ((const OwedForm *)letter->forms->pdata[i])->form != NULL ? 1 : 0;
    return count;
}

#define NOTHING                                                                                              \
    " S’il n’y a rien à déclarer, inscrivez «\u00a0néant\u00a0» ou 0\u00a0: c’est une réponse, " \
    "et "                                                                                                    \
    "elle compte."

static void
add_how(GString *out, const ReminderLetter *letter)
{
    guint attached = count_attached(letter);
    g_string_append(out, "\nCOMMENT RÉPONDRE\n\n");
    if (attached > 0)
        wrap_paragraph(
            out, "",
            attached == 1
                ? "Le formulaire de la fiche non reçue est joint\u00a0: votre identification et la "
                  "période y sont déjà "
                  "portées. Remplissez-le, enregistrez-le au format .odt, puis répondez à ce "
                  "message en le joignant." NOTHING
                : "Les formulaires des fiches non reçues sont joints\u00a0: votre identification "
                  "et la période y sont "
                  "déjà portées. Remplissez-les, enregistrez-les au format .odt, puis répondez à "
                  "ce message en les joignant." NOTHING);
    if (attached > 0 && count_owed(letter, TRUE) > 0)
        g_string_append_c(out, '\n');
    if (count_owed(letter, TRUE) > 0)
        wrap_paragraph(
            out, "",
            "Pour corriger une fiche, reprenez le fichier que vous nous avez envoyé, "
            "corrigez-y ce qui est signalé ci-dessus, enregistrez-le, puis répondez à ce "
            "message en le joignant.");
}

static void
add_closing(GString *out, const ReminderLetter *letter)
{
    g_string_append_c(out, '\n');
    wrap_paragraph(out, "",
                   "Si votre envoi a croisé ce rappel, n’en tenez pas compte. Pour toute question, "
                   "ou si une fiche ne vous concerne pas, répondez à ce message\u00a0: le "
                   "secrétariat vous lira.");
    g_string_append(out, "\nNous vous remercions de votre aide.\n\nCordialement,\n\n");
    if (letter->from_name != NULL)
        wrap_paragraph(out, "", letter->from_name);
    if (letter->convention_title != NULL)
        wrap_paragraph(out, "", letter->convention_title);
}

static char *
reminder_text(const ReminderLetter *letter)
{
    GString *out = g_string_new(NULL);
    gboolean one = count_owed(letter, FALSE) == 1;
    add_opening(out, letter);
    add_forms(out, letter, FALSE, one ? "NON REÇUE" : "NON REÇUES");
    add_forms(out, letter, TRUE, "À CORRIGER");
    add_how(out, letter);
    add_closing(out, letter);
    return g_string_free(out, FALSE);
}

/* ---- the whole ---- */

static void
attachment_free(gpointer data)
{
    g_free(((Attachment *)data)->filename);
    g_bytes_unref(((Attachment *)data)->bytes);
    g_free(data);
}

static GPtrArray *
reminder_files(const ReminderLetter *letter)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(attachment_free);
    for (guint i = 0; i < letter->forms->len; i++) {
        const OwedForm *form = letter->forms->pdata[i];
        if (form->form == NULL)
            continue;
        Attachment *file = g_new0(Attachment, 1);
        file->filename = g_strdup(form->filename);
        file->type = ODT;
        file->bytes = g_bytes_ref(form->form);
        g_ptr_array_add(files, file);
    }
    return files;
}

GBytes *
reminder_compose(const ReminderLetter *letter)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, letter->state, -1);
    g_autofree char *id = g_strdup_printf("copil.rappel.%s@copil.invalid", hash);
    g_autofree char *subject = reminder_subject(letter);
    g_autofree char *text = reminder_text(letter);
    g_autoptr(GPtrArray) files = reminder_files(letter);
    const Envelope envelope = {
        .date = letter->date,
        .from_name = letter->from_name,
        .from_address = letter->from_address,
        .recipients = letter->recipients,
        .subject = subject,
        .message_id = id,
        .marks = "X-Unsent: 1\r\n", /* opened as a draft by the programs that know it */
    };
    return envelope_seal(&envelope, text, files);
}
