/* SPDX-License-Identifier: Apache-2.0
 *
 * Forms received, one a row, whatever became of them.
 */
#include "export/listing.h"

#include "publish/scope.h"
#include "register/rows.h"

static void
list_form(ListedRow *row, const Exported *from, const SubmissionRow *form)
{
    list_text(row, form->id);
    list_sheet(row, form->sheet);
    list_organisation(row, from, form->organisation, form->kind, form->territory);
    list_period(row, form->period);
    list_event(row, from, form->sheet, form->event);
    list_time(row, form->received);
    list_text(row, verdict_label(form->verdict));
    list_count(row, form->errors);
    list_count(row, form->warnings);
    list_count(row, form->notes);
    list_text(row, form->replaces);
    list_text(row, form->duplicate_of);
}

static gboolean
is_asked(const Exported *from, const SubmissionRow *form)
{
    return !from->options->scope ||
           scope_admits(from->options->scope, from->definition, form->organisation);
}

static gboolean
next(Listing *listing, ListedRow *row, GError **error)
{
    SubmissionRow form;
    do {
        if (!rows_next_submission(listing->source, &form, error))
            return FALSE;
    } while (!is_asked(listing->from, &form));
    list_form(row, listing->from, &form);
    if (listing->from->options->confidential) {
        list_text(row, form.claimed);
        list_text(row, form.from_name);
        list_text(row, form.from_address);
        list_text(row, form.filename);
    }
    list_text(row, form.message);
    return TRUE;
}

Listing *
listing_submissions(const Exported *from, GError **error)
{
    RegisterRows *rows = rows_submissions(from->reg, from->options->period, error);
    if (!rows)
        return NULL;
    Listing *listing = listing_new(from, "Fiches reçues", next, rows, (GDestroyNotify)rows_free);
    listing_column(listing, "Envoi", LISTED_TEXT, 36);
    listing_column(listing, "Fiche", LISTED_TEXT, 20);
    listing_organisation(listing);
    listing_column(listing, "Période", LISTED_TEXT, 28);
    listing_column(listing, "Événement", LISTED_DATE, 26);
    listing_column(listing, "Reçue le", LISTED_TIME, 33);
    listing_column(listing, "Décision", LISTED_TEXT, 26);
    listing_column(listing, "Erreurs", LISTED_INTEGER, 21);
    listing_column(listing, "Avertissements", LISTED_INTEGER, 32);
    listing_column(listing, "Notes", LISTED_INTEGER, 19);
    listing_column(listing, "Remplace l’envoi", LISTED_TEXT, 36);
    listing_column(listing, "Double de l’envoi", LISTED_TEXT, 36);
    if (from->options->confidential) {
        listing_column(listing, "Identifiant saisi", LISTED_TEXT, 34);
        listing_column(listing, "Expéditeur", LISTED_TEXT, 45);
        listing_column(listing, "Adresse", LISTED_TEXT, 50);
        listing_column(listing, "Fichier", LISTED_TEXT, 50);
    }
    listing_column(listing, "Message (SHA-256)", LISTED_TEXT, 128);
    return listing;
}
