/* SPDX-License-Identifier: Apache-2.0
 *
 * wire-read.c - an examination from one GVariant, in the parent.
 *
 * The bytes come from a child that may have been taken over.  Type and normal form first, then
 * every count, length, enumeration and text; then what the parts say of each other.  The first
 * fault is kept and what follows is read for nothing: simpler than an exit at each field.
 */
#include "base/i18n.h"
#include "examine/empty.h"
#include "examine/examination.h"
#include "examine/wire.h"
#include <string.h>

typedef struct {
    const char *fault;               /* what is wrong first, static; NULL: nothing so far */
    guint answers, values, findings; /* so far, over all forms */
} Reader;

static void
insist(Reader *reader, gboolean holds, const char *what)
{
    if (!holds && reader->fault == NULL)
        reader->fault = what;
}

/* TEXT checked and copied; NULL stays NULL. */
static char *
take(Reader *reader, const char *text, gsize max, const char *what)
{
    if (text == NULL)
        return NULL;
    insist(reader, strlen(text) <= max && wire_text_is_safe(text), what);
    return reader->fault == NULL ? g_strdup(text) : NULL;
}

/* As take; an empty text is a fault. */
static char *
take_some(Reader *reader, const char *text, gsize max, const char *what)
{
    insist(reader, text[0] != '\0', what);
    return take(reader, text, max, what);
}

static gboolean
is_sha256(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

/* The number of children, 0 after a fault. */
static gsize
count(Reader *reader, GVariant *array, gsize max, const char *what)
{
    gsize n = g_variant_n_children(array);
    insist(reader, n <= max, what);
    return reader->fault == NULL ? n : 0;
}

static Finding *
read_finding(Reader *reader, GVariant *from)
{
    guchar severity;
    const char *code, *field, *column, *value, *message, *xpath;
    guint line;
    g_variant_get(from, "(y&sm&sm&sm&s&sum&s)", &severity, &code, &field, &column, &value, &message,
                  &line, &xpath);
    insist(reader, severity <= SEVERITY_ERROR, "severity");
    insist(reader, line <= WIRE_MAX_LINE_NO, "line of a finding");
    Finding *finding = g_new0(Finding, 1);
    finding->severity = severity;
    finding->code = take_some(reader, code, WIRE_MAX_WORD, "code of a finding");
    finding->field = take(reader, field, WIRE_MAX_TEXT, "field of a finding");
    finding->column = take(reader, column, WIRE_MAX_TEXT, "column of a finding");
    finding->value = take(reader, value, WIRE_MAX_TEXT, "value of a finding");
    finding->message = take_some(reader, message, WIRE_MAX_TEXT, "message of a finding");
    finding->line = line;
    finding->xpath = take(reader, xpath, WIRE_MAX_LINE, "path of a finding");
    return finding;
}

static void
read_findings(Reader *reader, GVariant *from, GPtrArray *findings)
{
    gsize n = count(reader, from, EXAMINATION_MAX_FINDINGS - reader->findings, "findings");
    reader->findings += (guint)n;
    for (gsize i = 0; i < n; i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(from, i);
        g_ptr_array_add(findings, read_finding(reader, child));
    }
}

static void
read_texts(Reader *reader, GVariant *from, GPtrArray *array, gsize max, const char *what)
{
    gsize n = count(reader, from, max, what);
    for (gsize i = 0; i < n; i++) {
        const char *text;
        g_variant_get_child(from, i, "&s", &text);
        g_ptr_array_add(array, take(reader, text, WIRE_MAX_TEXT, what));
    }
}

static GPtrArray *
read_motifs(Reader *reader, GVariant *from, guint texts)
{
    g_autoptr(GVariant) inner = g_variant_get_maybe(from);
    if (inner == NULL)
        return NULL;
    GPtrArray *array = g_ptr_array_new_with_free_func(g_free);
    gsize n = count(reader, inner, WIRE_MAX_CELLS, "motifs");
    insist(reader, n == texts, "motifs");
    for (gsize i = 0; i < n; i++) {
        const char *motif;
        g_variant_get_child(inner, i, "m&s", &motif);
        g_ptr_array_add(array, take(reader, motif, WIRE_MAX_WORD, "motif"));
    }
    return array;
}

static Answer *
read_answer(Reader *reader, GVariant *from)
{
    const char *key, *code, *label, *where;
    g_autoptr(GVariant) texts = NULL;
    g_autoptr(GVariant) motifs = NULL;
    guint line;
    g_variant_get(from, "(&sm&sm&s@as@mams&su)", &key, &code, &label, &texts, &motifs, &where,
                  &line);
    insist(reader, line <= WIRE_MAX_LINE_NO, "line of an answer");
    Answer *answer = answer_empty();
    answer->key = take(reader, key, WIRE_MAX_TEXT, "key");
    answer->code = take(reader, code, WIRE_MAX_TEXT, "code");
    answer->label = take(reader, label, WIRE_MAX_TEXT, "label");
    read_texts(reader, texts, answer->texts, WIRE_MAX_CELLS, "text of an answer");
    answer->motifs = read_motifs(reader, motifs, answer->texts->len);
    answer->where = take(reader, where, WIRE_MAX_LINE, "place of an answer");
    answer->line = line;
    return answer;
}

static Form *
read_form(Reader *reader, guchar content, gboolean readable, const char *const names[3],
          GVariant *answers, GVariant *remarks)
{
    insist(reader, content <= CONTENT_OTHER, "content");
    Form *form = form_empty(content);
    form->readable = readable;
    form->convention = take(reader, names[0], WIRE_MAX_TEXT, "convention");
    form->sheet = take(reader, names[1], WIRE_MAX_TEXT, "sheet");
    form->version = take(reader, names[2], WIRE_MAX_TEXT, "version");
    gsize n = count(reader, answers, EXAMINATION_MAX_ANSWERS - reader->answers, "answers");
    reader->answers += (guint)n;
    for (gsize i = 0; i < n; i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(answers, i);
        g_ptr_array_add(form->answers, read_answer(reader, child));
    }
    read_findings(reader, remarks, form->remarks);
    return form;
}

static Value *
read_value(Reader *reader, GVariant *from)
{
    const char *field, *item, *column, *canonical, *typed;
    guchar motif;
    gboolean counted;
    g_variant_get(from, "(&sm&sm&sm&sm&syb)", &field, &item, &column, &canonical, &typed, &motif,
                  &counted);
    insist(reader, motif <= MOTIF_NEANT, "motif of a value");
    Value *value = g_new0(Value, 1);
    value->field = take_some(reader, field, WIRE_MAX_WORD, "field of a value");
    value->item = take(reader, item, WIRE_MAX_WORD, "item of a value");
    value->column = take(reader, column, WIRE_MAX_WORD, "column of a value");
    value->canonical = take(reader, canonical, WIRE_MAX_TEXT, "canonical value");
    value->typed = take(reader, typed, WIRE_MAX_TEXT, "value as typed");
    value->motif = motif;
    value->counted = counted;
    return value;
}

/* What those who keep a form rely upon, so that a lie fails here and not in the register. */
static void
insist_on_checked(Reader *reader, const CheckedForm *checked)
{
    if (reader->fault != NULL)
        return;
    insist(reader,
           checked->verdict == VERDICT_ACCEPTED || checked->verdict == VERDICT_REFUSED ||
               checked->verdict == VERDICT_UNREADABLE,
           "verdict of a form");
    insist(reader, checked->content_hash == NULL || is_sha256(checked->content_hash),
           "hash of a form");
    if (checked->verdict != VERDICT_ACCEPTED)
        return;
    insist(reader,
           checked->sheet != NULL && checked->organisation != NULL && checked->kind != NULL &&
               checked->territory != NULL && checked->period != NULL &&
               checked->canonical_xml != NULL && checked->content_hash != NULL,
           "an accepted form without its key");
    insist(reader, !findings_have_error(checked->findings), "an accepted form with an error");
}

static CheckedForm *
read_checked(Reader *reader, GVariant *from)
{
    g_autoptr(GVariant) inner = g_variant_get_maybe(from);
    if (inner == NULL)
        return NULL;
    const char *words[5], *event, *claimed, *xml, *hash;
    guchar verdict;
    g_autoptr(GVariant) values = NULL;
    g_autoptr(GVariant) findings = NULL;
    g_variant_get(inner, "(m&sm&sm&sm&sm&sm&sm&sy@*@*m&sm&s)", &words[0], &words[1], &words[2],
                  &words[3], &words[4], &event, &claimed, &verdict, &values, &findings, &xml,
                  &hash);
    CheckedForm *checked = checked_form_new();
    checked->sheet = take(reader, words[0], WIRE_MAX_WORD, "sheet of a form");
    checked->organisation = take(reader, words[1], WIRE_MAX_WORD, "organisation of a form");
    checked->kind = take(reader, words[2], WIRE_MAX_WORD, "kind of a form");
    checked->territory = take(reader, words[3], WIRE_MAX_WORD, "territory of a form");
    checked->period = take(reader, words[4], WIRE_MAX_WORD, "period of a form");
    checked->event = take(reader, event, WIRE_MAX_TEXT, "event of a form");
    checked->claimed = take(reader, claimed, WIRE_MAX_TEXT, "identifier of a form");
    checked->verdict = verdict;
    gsize n = count(reader, values, EXAMINATION_MAX_ANSWERS - reader->values, "values");
    reader->values += (guint)n;
    for (gsize i = 0; i < n; i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(values, i);
        g_ptr_array_add(checked->values, read_value(reader, child));
    }
    read_findings(reader, findings, checked->findings);
    checked->canonical_xml = take(reader, xml, WIRE_MAX_XML, "canonical XML");
    checked->content_hash = take(reader, hash, WIRE_MAX_WORD, "hash of a form");
    insist_on_checked(reader, checked);
    return checked;
}

static ExaminedForm *
read_examined_form(Reader *reader, GVariant *from)
{
    const char *part, *names[3];
    guchar content;
    gboolean readable;
    g_autoptr(GVariant) answers = NULL;
    g_autoptr(GVariant) remarks = NULL;
    g_autoptr(GVariant) checked = NULL;
    g_variant_get(from, "(&sybm&sm&sm&s@*@*@*)", &part, &content, &readable, &names[0], &names[1],
                  &names[2], &answers, &remarks, &checked);
    ExaminedForm *form = g_new0(ExaminedForm, 1);
    form->part = take_some(reader, part, WIRE_MAX_LINE, "part of a form");
    form->form = read_form(reader, content, readable, names, answers, remarks);
    form->checked = read_checked(reader, checked);
    insist(reader,
           readable || form->checked == NULL || form->checked->verdict == VERDICT_UNREADABLE,
           "a judgement of a form that can't be read");
    return form;
}

static ExaminedPart *
read_part(Reader *reader, GVariant *from)
{
    const char *path, *filename, *type, *label, *sha256, *text;
    guint64 size;
    guchar fate;
    g_variant_get(from, "(&sm&s&s&s&stym&s)", &path, &filename, &type, &label, &sha256, &size,
                  &fate, &text);
    insist(reader, fate < FATE_COUNT, "fate of a part");
    insist(reader, is_sha256(sha256), "hash of a part");
    insist(reader, size <= MAIL_MAX_BYTES, "size of a part");
    insist(reader, text == NULL || fate == FATE_TEXT, "text of a part");
    ExaminedPart *part = g_new0(ExaminedPart, 1);
    part->path = take_some(reader, path, WIRE_MAX_LINE, "path of a part");
    part->filename = take(reader, filename, WIRE_MAX_LINE, "name of a part");
    part->type = take(reader, type, WIRE_MAX_LINE, "type of a part");
    part->label = take(reader, label, WIRE_MAX_LINE, "label of a part");
    part->size = size;
    part->fate = fate;
    part->text = take(reader, text, EXAMINATION_MAX_TEXT, "text of a part");
    if (reader->fault == NULL)
        g_strlcpy(part->sha256, sha256, sizeof part->sha256);
    return part;
}

/* Paths are unique; forms and parts of fate form go together, one to one. */
static void
insist_on_paths(Reader *reader, const Examination *examination)
{
    if (reader->fault != NULL)
        return;
    g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) formless = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < examination->parts->len; i++) {
        ExaminedPart *part = g_ptr_array_index(examination->parts, i);
        insist(reader, g_hash_table_add(paths, part->path), "two parts of one path");
        if (part->fate == FATE_FORM)
            g_hash_table_add(formless, part->path);
    }
    for (guint i = 0; i < examination->forms->len; i++) {
        ExaminedForm *form = g_ptr_array_index(examination->forms, i);
        insist(reader, g_hash_table_remove(formless, form->part), "a form without a part");
    }
    insist(reader, g_hash_table_size(formless) == 0, "a part without its form");
}

static void
insist_on_verdict(Reader *reader, const Examination *examination)
{
    if (examination->forms->len > 0)
        insist(reader, examination->verdict == VERDICT_ACCEPTED, "verdict of a message");
    else
        insist(reader,
               examination->verdict == VERDICT_AUTOMATIC ||
                   examination->verdict == VERDICT_NOT_A_FORM ||
                   examination->verdict == VERDICT_BY_HAND,
               "verdict of a message without a form");
}

static void
read_envelope(Reader *reader, GVariant *from, Examination *examination)
{
    guchar verdict, class;
    const char *lines[5];
    g_autoptr(GVariant) references = NULL;
    g_variant_get(from, "(yybm&sm&sm&sm&sm&s@*x@*@*@*)", &verdict, &class, &examination->mail,
                  &lines[0], &lines[1], &lines[2], &lines[3], &lines[4], &references,
                  &examination->received, NULL, NULL, NULL);
    insist(reader, verdict < VERDICT_COUNT, "verdict of a message");
    insist(reader, class <= MAIL_LIST, "class of a message");
    insist(reader, examination->received >= 0 && examination->received <= WIRE_MAX_TIME,
           "date of a message");
    examination->verdict = verdict;
    examination->class = class;
    examination->from_address = take(reader, lines[0], WIRE_MAX_LINE, "address");
    examination->from_name = take(reader, lines[1], WIRE_MAX_LINE, "name of the sender");
    examination->subject = take(reader, lines[2], WIRE_MAX_LINE, "subject");
    examination->message_id = take(reader, lines[3], WIRE_MAX_LINE, "identifier of a message");
    examination->forwarded_from = take(reader, lines[4], WIRE_MAX_LINE, "address");
    read_texts(reader, references, examination->references, EXAMINATION_MAX_REFERENCES,
               "reference");
}

static void
read_lists(Reader *reader, GVariant *from, Examination *examination)
{
    g_autoptr(GVariant) parts = g_variant_get_child_value(from, 10);
    gsize n = count(reader, parts, EXAMINATION_MAX_PARTS, "parts");
    for (gsize i = 0; i < n; i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(parts, i);
        g_ptr_array_add(examination->parts, read_part(reader, child));
    }
    g_autoptr(GVariant) forms = g_variant_get_child_value(from, 11);
    n = count(reader, forms, EXAMINATION_MAX_FORMS, "forms");
    for (gsize i = 0; i < n; i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(forms, i);
        g_ptr_array_add(examination->forms, read_examined_form(reader, child));
    }
    g_autoptr(GVariant) findings = g_variant_get_child_value(from, 12);
    read_findings(reader, findings, examination->findings);
}

Examination *
examination_from_variant(GVariant *variant, GError **error)
{
    Reader reader = {0};
    g_autoptr(Examination) examination = examination_new();
    insist(&reader, g_variant_is_of_type(variant, G_VARIANT_TYPE(EXAMINATION_VARIANT_TYPE)),
           "type");
    /* Not in normal form: GVariant would quietly read defaults where bytes make no sense. */
    insist(&reader, reader.fault != NULL || g_variant_is_normal_form(variant), "form");
    if (reader.fault == NULL) {
        read_envelope(&reader, variant, examination);
        read_lists(&reader, variant, examination);
        insist_on_paths(&reader, examination);
        insist_on_verdict(&reader, examination);
    }
    if (reader.fault == NULL)
        return g_steal_pointer(&examination);
    g_set_error(error, EXAMINATION_ERROR, EXAMINATION_ERROR_WIRE,
                _("the examination of a message can't be believed: %s"), reader.fault);
    return NULL;
}
