/* SPDX-License-Identifier: Apache-2.0
 *
 * wire.c - an examination as flat bytes: what it is made of, with the bound of each field.
 *
 * The child writes it, the parent reads it, by the same description (sandbox/wire.h).  Then the
 * parent looks at what the parts say of each other, so that a lie fails here and not in the
 * register.
 */
#include "examine/wire.h"

#include "base/i18n.h"
#include "examine/empty.h"
#include "examine/examination.h"
#include <string.h>

/* So far, over all forms. */
typedef struct {
    guint answers, cells, values, findings;
} Sums;

/* ---- findings ---- */

gpointer
wire_finding(Wire *wire, gpointer record, gpointer data)
{
    (void)data;
    Finding *finding = record != NULL ? record : g_new0(Finding, 1);
    finding->severity = wire_choice(wire, finding->severity, SEVERITY_ERROR + 1, "severity");
    finding->code = wire_word(wire, finding->code, WIRE_MAX_WORD, "code of a finding");
    finding->field = wire_maybe(wire, finding->field, WIRE_MAX_TEXT, "field of a finding");
    finding->column = wire_maybe(wire, finding->column, WIRE_MAX_TEXT, "column of a finding");
    finding->value = wire_maybe(wire, finding->value, WIRE_MAX_TEXT, "value of a finding");
    finding->message = wire_word(wire, finding->message, WIRE_MAX_TEXT, "message of a finding");
    finding->line = (guint)wire_number(wire, finding->line, WIRE_MAX_LINE_NO, "line of a finding");
    finding->xpath = wire_maybe(wire, finding->xpath, WIRE_MAX_LINE, "path of a finding");
    return finding;
}

static void
pass_findings(Wire *wire, GPtrArray *array, Sums *sums)
{
    wire_list(wire, array, EXAMINATION_MAX_FINDINGS - sums->findings, wire_finding, NULL,
              "findings");
    sums->findings += array->len;
}

/* ---- a form as read ---- */

static gpointer
pass_cell(Wire *wire, gpointer text, gpointer data)
{
    (void)data;
    return wire_text(wire, text, WIRE_MAX_TEXT, "text of an answer");
}

static gpointer
pass_motif(Wire *wire, gpointer text, gpointer data)
{
    (void)data;
    return wire_maybe(wire, text, WIRE_MAX_WORD, "motif");
}

static gpointer
pass_answer(Wire *wire, gpointer record, gpointer data)
{
    Sums *sums = data;
    Answer *answer = record != NULL ? record : answer_empty();
    answer->key = wire_text(wire, answer->key, WIRE_MAX_TEXT, "key");
    answer->code = wire_maybe(wire, answer->code, WIRE_MAX_TEXT, "code");
    answer->label = wire_maybe(wire, answer->label, WIRE_MAX_TEXT, "label");
    wire_list(wire, answer->texts, MIN(WIRE_MAX_CELLS, EXAMINATION_MAX_CELLS - sums->cells),
              pass_cell, NULL, "text of an answer");
    sums->cells += answer->texts->len;
    if (wire_flag(wire, answer->motifs != NULL, "motifs")) {
        if (answer->motifs == NULL)
            answer->motifs = g_ptr_array_new_with_free_func(g_free);
        wire_list(wire, answer->motifs, WIRE_MAX_CELLS, pass_motif, NULL, "motifs");
        wire_insist(wire, answer->motifs->len == answer->texts->len, "motifs");
    }
    answer->where = wire_text(wire, answer->where, WIRE_MAX_LINE, "place of an answer");
    answer->line = (guint)wire_number(wire, answer->line, WIRE_MAX_LINE_NO, "line of an answer");
    return answer;
}

static Form *
pass_form_as_read(Wire *wire, Form *known, Sums *sums)
{
    Form *form = known != NULL ? known : form_empty(CONTENT_OTHER);
    form->content = wire_choice(wire, form->content, CONTENT_OTHER + 1, "content");
    form->readable = wire_flag(wire, form->readable, "whether a form can be read");
    form->convention = wire_maybe(wire, form->convention, WIRE_MAX_TEXT, "convention");
    form->sheet = wire_maybe(wire, form->sheet, WIRE_MAX_TEXT, "sheet");
    form->version = wire_maybe(wire, form->version, WIRE_MAX_TEXT, "version");
    wire_list(wire, form->answers, EXAMINATION_MAX_ANSWERS - sums->answers, pass_answer, sums,
              "answers");
    sums->answers += form->answers->len;
    pass_findings(wire, form->remarks, sums);
    return form;
}

/* ---- a form as judged ---- */

static gboolean
is_sha256(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static gpointer
pass_value(Wire *wire, gpointer record, gpointer data)
{
    (void)data;
    Value *value = record != NULL ? record : g_new0(Value, 1);
    value->field = wire_word(wire, value->field, WIRE_MAX_WORD, "field of a value");
    value->item = wire_maybe(wire, value->item, WIRE_MAX_WORD, "item of a value");
    value->column = wire_maybe(wire, value->column, WIRE_MAX_WORD, "column of a value");
    value->canonical = wire_maybe(wire, value->canonical, WIRE_MAX_TEXT, "canonical value");
    value->typed = wire_maybe(wire, value->typed, WIRE_MAX_TEXT, "value as typed");
    value->motif = wire_choice(wire, value->motif, MOTIF_NEANT + 1, "motif of a value");
    value->counted = wire_flag(wire, value->counted, "whether a value counts");
    return value;
}

/* What those who keep a form rely upon. */
static void
insist_on_checked(Wire *wire, const CheckedForm *checked)
{
    wire_insist(wire,
                checked->verdict == VERDICT_ACCEPTED || checked->verdict == VERDICT_REFUSED ||
                    checked->verdict == VERDICT_UNREADABLE,
                "verdict of a form");
    wire_insist(wire, checked->content_hash == NULL || is_sha256(checked->content_hash),
                "hash of a form");
    if (checked->verdict != VERDICT_ACCEPTED)
        return;
    wire_insist(wire,
                checked->sheet != NULL && checked->organisation != NULL && checked->kind != NULL &&
                    checked->territory != NULL && checked->period != NULL &&
                    checked->canonical_xml != NULL && checked->content_hash != NULL,
                "an accepted form without its key");
    wire_insist(wire, !findings_have_error(checked->findings), "an accepted form with an error");
}

static CheckedForm *
pass_form_as_judged(Wire *wire, CheckedForm *known, Sums *sums)
{
    if (!wire_flag(wire, known != NULL, "whether a form was judged"))
        return NULL;
    CheckedForm *checked = known != NULL ? known : checked_form_new();
    checked->sheet = wire_maybe(wire, checked->sheet, WIRE_MAX_WORD, "sheet of a form");
    checked->organisation =
        wire_maybe(wire, checked->organisation, WIRE_MAX_WORD, "organisation of a form");
    checked->kind = wire_maybe(wire, checked->kind, WIRE_MAX_WORD, "kind of a form");
    checked->territory = wire_maybe(wire, checked->territory, WIRE_MAX_WORD, "territory of a form");
    checked->period = wire_maybe(wire, checked->period, WIRE_MAX_WORD, "period of a form");
    checked->event = wire_maybe(wire, checked->event, WIRE_MAX_TEXT, "event of a form");
    checked->claimed = wire_maybe(wire, checked->claimed, WIRE_MAX_TEXT, "identifier of a form");
    checked->verdict = wire_choice(wire, checked->verdict, VERDICT_COUNT, "verdict of a form");
    wire_list(wire, checked->values, EXAMINATION_MAX_ANSWERS - sums->values, pass_value, NULL,
              "values");
    sums->values += checked->values->len;
    pass_findings(wire, checked->findings, sums);
    checked->canonical_xml =
        wire_maybe(wire, checked->canonical_xml, WIRE_MAX_XML, "canonical XML");
    checked->content_hash =
        wire_maybe(wire, checked->content_hash, WIRE_MAX_WORD, "hash of a form");
    insist_on_checked(wire, checked);
    return checked;
}

/* ---- the message ---- */

static gpointer
pass_examined_form(Wire *wire, gpointer record, gpointer sums)
{
    ExaminedForm *examined = record != NULL ? record : g_new0(ExaminedForm, 1);
    examined->part = wire_word(wire, examined->part, WIRE_MAX_LINE, "part of a form");
    examined->form = pass_form_as_read(wire, examined->form, sums);
    examined->checked = pass_form_as_judged(wire, examined->checked, sums);
    wire_insist(wire,
                examined->form->readable || examined->checked == NULL ||
                    examined->checked->verdict == VERDICT_UNREADABLE,
                "a judgement of a form that can't be read");
    return examined;
}

static gpointer
pass_part(Wire *wire, gpointer record, gpointer data)
{
    (void)data;
    ExaminedPart *part = record != NULL ? record : g_new0(ExaminedPart, 1);
    part->path = wire_word(wire, part->path, WIRE_MAX_LINE, "path of a part");
    part->filename = wire_maybe(wire, part->filename, WIRE_MAX_LINE, "name of a part");
    part->type = wire_text(wire, part->type, WIRE_MAX_LINE, "type of a part");
    part->label = wire_text(wire, part->label, WIRE_MAX_LINE, "label of a part");
    char *sha256 = wire_text(wire, part->sha256, sizeof part->sha256 - 1, "hash of a part");
    wire_insist(wire, is_sha256(sha256), "hash of a part");
    if (wire_is_read(wire)) {
        g_strlcpy(part->sha256, sha256, sizeof part->sha256);
        g_free(sha256);
    }
    part->size = wire_number(wire, part->size, MAIL_MAX_BYTES, "size of a part");
    part->fate = wire_choice(wire, part->fate, FATE_COUNT, "fate of a part");
    part->text = wire_maybe(wire, part->text, EXAMINATION_MAX_TEXT, "text of a part");
    wire_insist(wire, part->text == NULL || part->fate == FATE_TEXT, "text of a part");
    return part;
}

static gpointer
pass_reference(Wire *wire, gpointer text, gpointer data)
{
    (void)data;
    return wire_text(wire, text, WIRE_MAX_TEXT, "reference");
}

static void
pass_message(Wire *wire, Examination *examination)
{
    Sums sums = {0};
    examination->verdict =
        wire_choice(wire, examination->verdict, VERDICT_COUNT, "verdict of a message");
    examination->class = wire_choice(wire, examination->class, MAIL_LIST + 1, "class of a message");
    examination->mail = wire_flag(wire, examination->mail, "whether a message is a mail");
    examination->from_address =
        wire_maybe(wire, examination->from_address, WIRE_MAX_LINE, "address");
    examination->from_name =
        wire_maybe(wire, examination->from_name, WIRE_MAX_LINE, "name of the sender");
    examination->subject = wire_maybe(wire, examination->subject, WIRE_MAX_LINE, "subject");
    examination->message_id =
        wire_maybe(wire, examination->message_id, WIRE_MAX_LINE, "identifier of a message");
    examination->forwarded_from =
        wire_maybe(wire, examination->forwarded_from, WIRE_MAX_LINE, "address");
    wire_list(wire, examination->references, EXAMINATION_MAX_REFERENCES, pass_reference, NULL,
              "reference");
    examination->received = (gint64)wire_number(wire, (guint64)examination->received, WIRE_MAX_TIME,
                                                "date of a message");
    wire_list(wire, examination->parts, EXAMINATION_MAX_PARTS, pass_part, NULL, "parts");
    wire_list(wire, examination->forms, EXAMINATION_MAX_FORMS, pass_examined_form, &sums, "forms");
    pass_findings(wire, examination->findings, &sums);
}

/* ---- what its parts say of each other ---- */

/* Paths are unique; forms and parts of fate form go together, one to one. */
static void
insist_on_paths(Wire *wire, const Examination *examination)
{
    g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) formless = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < examination->parts->len; i++) {
        ExaminedPart *one = g_ptr_array_index(examination->parts, i);
        wire_insist(wire, g_hash_table_add(paths, one->path), "two parts of one path");
        if (one->fate == FATE_FORM)
            g_hash_table_add(formless, one->path);
    }
    for (guint i = 0; i < examination->forms->len; i++) {
        ExaminedForm *one = g_ptr_array_index(examination->forms, i);
        wire_insist(wire, g_hash_table_remove(formless, one->part), "a form without a part");
    }
    wire_insist(wire, g_hash_table_size(formless) == 0, "a part without its form");
}

static void
insist_on_verdict(Wire *wire, const Examination *examination)
{
    if (examination->forms->len > 0)
        wire_insist(wire, examination->verdict == VERDICT_ACCEPTED, "verdict of a message");
    else
        wire_insist(wire,
                    examination->verdict == VERDICT_AUTOMATIC ||
                        examination->verdict == VERDICT_NOT_A_FORM ||
                        examination->verdict == VERDICT_BY_HAND,
                    "verdict of a message without a form");
}

GBytes *
examination_to_bytes(const Examination *examination)
{
    g_autoptr(Wire) wire = wire_writing();
    pass_message(wire, (Examination *)examination); /* which stays as it is */
    return wire_written(wire);
}

Examination *
examination_from_bytes(GBytes *bytes, GError **error)
{
    g_autoptr(Wire) wire = wire_reading(bytes);
    g_autoptr(Examination) examination = examination_new();
    pass_message(wire, examination);
    if (wire_fault(wire) == NULL) {
        insist_on_paths(wire, examination);
        insist_on_verdict(wire, examination);
    }
    if (wire_fault(wire) == NULL)
        return g_steal_pointer(&examination);
    g_set_error(error, EXAMINATION_ERROR, EXAMINATION_ERROR_WIRE,
                _("the examination of a message can't be believed: %s"), wire_fault(wire));
    return NULL;
}
