/* SPDX-License-Identifier: Apache-2.0
 *
 * The first sheet of a workbook: of what the others are, and how to read them.
 */
#include "export/listing.h"

#include "base/clock.h"
#include "base/text.h"

typedef struct {
    char *title, *text;
} Note;

typedef struct {
    GArray *notes;
    guint at;
} Source;

static void
note_clear(gpointer data)
{
    g_free(((Note *)data)->title);
    g_free(((Note *)data)->text);
}

static void
source_free(gpointer data)
{
    Source *source = data;
    g_array_unref(source->notes);
    g_free(source);
}

/* Typographic spaces are put in. */
static void note(GArray *notes, const char *title, const char *format, ...) G_GNUC_PRINTF(3, 4);
static void
note(GArray *notes, const char *title, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    const Note one = {text_french(title), text_french(text)};
    g_array_append_val(notes, one);
}

/* ---- what it is ---- */

static gboolean
note_state(GArray *notes, const Exported *from, GError **error)
{
    const Convention *convention = from->definition->convention;
    g_autofree char *seal = register_seal(from->reg, error);
    gint64 time;
    if (!seal || !register_time(from->reg, &time, error))
        return FALSE;
    g_autofree char *day = date_label(clock_day(time));
    note(notes, "Convention", "%s (%s)", convention->title, convention->id);
    note(notes, "Registre au", "%s", day);
    note(notes, "Sceau", "%s", seal);
    note(notes, "", "Le même état du registre donne le même fichier, octet pour octet.");
    return TRUE;
}

static void
note_period(GArray *notes, const Exported *from)
{
    Period period;
    const char *asked = from->options->period;
    gboolean one = asked && period_parse(asked, from->definition->convention->calendar, &period);
    g_autofree char *label = one ? period_label(period) : NULL;
    note(notes, "Périodes", "%s",
         label   ? label
         : asked ? "l'ensemble de la convention"
                 : "toutes, et l'ensemble de la convention");
}

static gboolean
note_counts(GArray *notes, const Exported *from, GError **error)
{
    guint counts[VERDICT_COUNT], forms = 0;
    g_autoptr(GString) text = g_string_new(NULL);
    if (!register_counts(from->reg, FALSE, counts, error))
        return FALSE;
    for (guint i = 0; i <= VERDICT_WITHDRAWN; i++) {
        forms += counts[i];
        if (counts[i])
            g_string_append_printf(text, "%s%s : %u", text->len ? ", " : " ; ",
                                   verdict_label((Verdict)i), counts[i]);
    }
    note(notes, "Fiches reçues", "total : %u%s. Messages sans fiche : %u.", forms, text->str,
         counts[VERDICT_AUTOMATIC] + counts[VERDICT_NOT_A_FORM] + counts[VERDICT_BY_HAND]);
    return TRUE;
}

/* ---- who may see it ---- */

static void
note_confidentiality(GArray *notes, const Exported *from)
{
    const Convention *convention = from->definition->convention;
    gboolean people = convention_counts_people(convention);
    if (from->options->confidential)
        note(
            notes, "Diffusion",
            "CONFIDENTIEL. Ce fichier montre %sles noms, les adresses et les textes des "
            "déclarants. Ne le diffusez pas ; la colonne « Diffusion » le rappelle à chaque ligne.",
            people ? "les petits effectifs, " : "");
    else
        note(notes, "Diffusion",
             "%sLes noms de personnes, les adresses, les noms de fichiers et les textes des "
             "déclarants n'y figurent pas.",
             people ? "Les petits effectifs de personnes sont masqués. " : "");
    if (convention->confidentiality)
        note(notes, "", "%s", convention->confidentiality);
    if (people && !from->options->confidential)
        note(notes, MARK_SECRET,
             "secret : nombre de personnes de 1 à %u, ou nombre qui permettrait de le retrouver. "
             "La colonne « Masqué » dit « oui ».",
             convention->mask_below - 1);
}

/* ---- how to read it ---- */

static void
note_reading(GArray *notes)
{
    note(notes, MARK_MISSING, "non communiqué : personne n'a donné de réponse.");
    note(notes, "Case vide", "sans objet pour cette ligne. Une case vide n'est pas un zéro.");
    note(notes, "Additions",
         "Une feuille contient à la fois l'ensemble et ses ventilations, les semestres, les années "
         "et toute la convention. Avant d'additionner, filtrez un seul indicateur, une seule "
         "période et une seule ventilation. Le total qui fait foi est celui de la ligne "
         "« Ensemble » : les lignes « s » ou « n.c. » manquent dans une somme faite à la main, "
         "et certains indicateurs ne s'additionnent pas.");
    note(notes, "Taux",
         "Un taux est le rapport de deux sommes (numérateur et dénominateur), arrondi à une "
         "décimale. Ce n'est pas la moyenne des taux des organismes.");
    note(notes, "Répondants, attendus",
         "Organismes qui ont donné le chiffre, et organismes à qui il est demandé. Rien n'est "
         "attendu d'un organisme pour les fiches remplies par événement.");
    note(notes, "Nature",
         "retenu : indicateur de la convention ; complément : ajouté pour le "
         "suivi.");
    note(notes, "Codes", "Ce qu'attend la commande « copil explain », option « --scope ».");
}

/* One for each, the newest first. */
static void
note_amendments(GArray *notes, const Definition *definition)
{
    for (; definition->before; definition = definition->before) {
        g_autofree char *day = date_label(definition->from);
        note(
            notes, "Avenant",
            "en vigueur depuis le %s. Chaque période suit la définition en vigueur à son début, et "
            "l'ensemble de la convention additionne les années ainsi comptées.",
            day);
    }
}

static void
note_sheets(GArray *notes, const Definition *definition)
{
    g_autoptr(GPtrArray) sheets = definition_sheets(definition);
    for (guint i = 0; i < sheets->len; i++) {
        const Sheet *sheet = sheets->pdata[i];
        g_autofree char *title = g_strdup_printf("Feuille « Fiche %s »", sheet->id);
        note(notes, title, "%s (formulaire : version %s)", sheet->title, sheet->version);
    }
    note(notes, "Feuille « Fiches reçues »", "Toutes les fiches, et la décision prise.");
    note(notes, "Feuille « Réponses »", "Les réponses des fiches acceptées, case par case.");
}

static gboolean
next(Listing *listing, ListedRow *row, GError **error)
{
    (void)error;
    Source *source = listing->source;
    if (source->at == source->notes->len)
        return FALSE;
    const Note *one = &g_array_index(source->notes, Note, source->at++);
    list_text(row, one->title);
    list_text(row, one->text);
    return TRUE;
}

Listing *
listing_notes(const Exported *from, GError **error)
{
    Source *source = g_new0(Source, 1);
    source->notes = g_array_new(FALSE, FALSE, sizeof(Note));
    g_array_set_clear_func(source->notes, note_clear);
    Listing *listing = listing_new(from, "Lisez-moi", next, source, source_free);
    listing->prose = TRUE;
    listing_column(listing, "Rubrique", LISTED_TEXT, 52);
    listing_column(listing, "Contenu", LISTED_TEXT, 190);
    if (note_state(source->notes, from, error)) {
        note_period(source->notes, from);
        note_confidentiality(source->notes, from);
        if (note_counts(source->notes, from, error)) {
            note_reading(source->notes);
            note_amendments(source->notes, from->definition);
            note_sheets(source->notes, from->definition);
            return listing;
        }
    }
    listing_free(listing);
    return NULL;
}
