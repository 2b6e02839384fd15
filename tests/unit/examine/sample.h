/* SPDX-License-Identifier: Apache-2.0
 *
 * sample.h - an examination with something of everything.
 */
#pragma once

#include "examine/empty.h"
#include "examine/examination.h"

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA_B "00000000000000000000000000000000000000000000000000000000deadbeef"

static inline ExaminedPart *
add_part(Examination *e, const char *path, Fate fate, const char *text)
{
    ExaminedPart *part = g_new0(ExaminedPart, 1);
    part->path = g_strdup(path);
    part->filename = g_strdup("fiche é.odt");
    part->type = g_strdup("application/vnd.oasis.opendocument.text");
    part->label = g_strdup("texte OpenDocument (.odt)");
    g_strlcpy(part->sha256, SHA_A, sizeof part->sha256);
    part->size = 53 * 1024;
    part->fate = fate;
    part->text = g_strdup(text);
    g_ptr_array_add(e->parts, part);
    return part;
}

static inline void
add_answer(Form *form, const char *key, const char *text, const char *motif)
{
    Answer *answer = answer_empty();
    answer->key = g_strdup(key);
    answer->code = g_strdup(key);
    answer->label = g_strdup("Élèves accueillis");
    answer->where = g_strdup("tableau 2, ligne 4");
    answer->line = 12;
    g_ptr_array_add(answer->texts, g_strdup(text));
    if (motif != NULL) {
        answer->motifs = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(answer->motifs, motif[0] != '\0' ? g_strdup(motif) : NULL);
    }
    g_ptr_array_add(form->answers, answer);
}

static inline void
add_value(CheckedForm *checked, const char *field, const char *item, const char *canonical)
{
    Value *value = g_new0(Value, 1);
    value->field = g_strdup(field);
    value->item = g_strdup(item);
    value->column = item != NULL ? g_strdup("effectif") : NULL;
    value->canonical = g_strdup(canonical);
    value->typed = g_strdup("vingt-quatre (24)\net quelques");
    value->motif = canonical != NULL ? MOTIF_NONE : MOTIF_NC;
    value->counted = canonical != NULL;
    g_ptr_array_add(checked->values, value);
}

static inline CheckedForm *
new_checked(void)
{
    CheckedForm *checked = checked_form_new();
    checked->sheet = g_strdup("3.2");
    checked->organisation = g_strdup("0931234K");
    checked->kind = g_strdup("school");
    checked->territory = g_strdup("CRETEIL");
    checked->period = g_strdup("2013-2014");
    checked->verdict = VERDICT_ACCEPTED;
    add_value(checked, "stages", "GI", "24");
    add_value(checked, "conventions", NULL, NULL);
    g_ptr_array_add(checked->findings,
                    finding_new_rule("3.2-r5", SEVERITY_WARNING, "FA32-10.GI", "conventions", "3",
                                     "Il y a moins de conventions que de stages."));
    checked->canonical_xml = g_strdup("<fiche-3.2 xmlns=\"urn:copil:idf-2013\">\n</fiche-3.2>\n");
    checked->content_hash = g_strdup(SHA_B);
    return checked;
}

static inline void
add_form(Examination *e, const char *part, CheckedForm *checked)
{
    ExaminedForm *form = g_new0(ExaminedForm, 1);
    form->part = g_strdup(part);
    form->form = form_empty(CONTENT_ODT);
    form->form->readable = checked == NULL || checked->verdict != VERDICT_UNREADABLE;
    form->form->convention = g_strdup("urn:copil:idf-2013");
    form->form->sheet = g_strdup("3.2");
    add_answer(form->form, "FA32-10.GI", "24", "NC");
    add_answer(form->form, "FA32-11.APP", "MARKED", "");
    add_answer(form->form, "FA32-90", "rien à dire\n", NULL);
    g_ptr_array_add(form->form->remarks, finding_new_rule("read-deleted", SEVERITY_NOTE, NULL, NULL,
                                                          NULL, "Des modifications sont suivies."));
    form->checked = checked;
    g_ptr_array_add(e->forms, form);
}

/* A mail with everything: an accepted form, one that can't be read, one not judged, a text. */
static inline Examination *
sample(void)
{
    Examination *e = examination_new();
    e->verdict = VERDICT_ACCEPTED;
    e->class = MAIL_LIST;
    e->mail = TRUE;
    e->from_address = g_strdup("ecole@example.fr");
    e->from_name = g_strdup("Lycée « É »");
    e->subject = g_strdup("Fiche 3.2 😀");
    e->message_id = g_strdup("1@example.fr");
    e->received = 1393632000;
    g_ptr_array_add(e->references, g_strdup("0@example.fr"));
    add_part(e, "1", FATE_TEXT, "Bonjour,\n\tvoici.")->filename[0] = 'F';
    add_part(e, "2", FATE_ARCHIVE, NULL);
    add_part(e, "2/a.odt", FATE_FORM, NULL);
    add_part(e, "2/b.odt", FATE_FORM, NULL);
    add_part(e, "3", FATE_FORM, NULL);
    add_form(e, "2/a.odt", new_checked());
    CheckedForm *unreadable = checked_form_new();
    unreadable->verdict = VERDICT_UNREADABLE;
    add_form(e, "2/b.odt", unreadable);
    add_form(e, "3", NULL);
    g_ptr_array_add(e->findings, finding_new_rule("mail-charset", SEVERITY_NOTE, NULL, NULL, NULL,
                                                  "Codage rétabli."));
    return e;
}
