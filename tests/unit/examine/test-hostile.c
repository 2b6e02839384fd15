/* SPDX-License-Identifier: Apache-2.0
 *
 * Each field out of its bounds, and at them.
 */
#include "sample.h"

#include "examine/wire.h"

static ExaminedPart *
part_at(Examination *e, guint i)
{
    return g_ptr_array_index(e->parts, i);
}

static ExaminedForm *
form_at(Examination *e, guint i)
{
    return g_ptr_array_index(e->forms, i);
}

static Answer *
first_answer(Examination *e)
{
    return g_ptr_array_index(form_at(e, 0)->form->answers, 0);
}

static Value *
first_value(Examination *e)
{
    return g_ptr_array_index(form_at(e, 0)->checked->values, 0);
}

static Finding *
first_finding(Examination *e)
{
    return g_ptr_array_index(e->findings, 0);
}

static void
put(char **text, gsize length)
{
    g_free(*text);
    *text = g_strnfill(length, 'x');
}

static void
no_forms(Examination *e)
{
    g_ptr_array_set_size(e->forms, 0);
    for (guint i = 2; i < 5; i++)
        part_at(e, i)->fate = FATE_IGNORED;
}

/* CELLS texts more, in answers of as many as one may have; the sample has nine. */
static void
add_cells(Form *form, guint cells)
{
    while (cells > 0) {
        guint some = MIN(cells, WIRE_MAX_CELLS);
        add_answer(form, "k", "", NULL);
        Answer *answer = g_ptr_array_index(form->answers, form->answers->len - 1);
        while (answer->texts->len < some)
            g_ptr_array_add(answer->texts, g_strdup(""));
        cells -= some;
    }
}

#define CASE(name, change)                                                                         \
    static void name(Examination *e)                                                               \
    {                                                                                              \
        change;                                                                                    \
    }

CASE(verdict_unknown, e->verdict = (Verdict)VERDICT_COUNT)
CASE(verdict_of_forms, e->verdict = VERDICT_NOT_A_FORM)
CASE(verdict_without_forms, no_forms(e))
CASE(verdict_refused, no_forms(e); e->verdict = VERDICT_REFUSED)
CASE(class_unknown, e->class = (MailClass)(MAIL_LIST + 1))
CASE(received_negative, e->received = -1)
CASE(received_late, e->received = WIRE_MAX_TIME + 1)
CASE(subject_long, put(&e->subject, WIRE_MAX_LINE + 1))
CASE(address_long, put(&e->from_address, WIRE_MAX_LINE + 1))
CASE(references_many, for (guint i = 0; i < 50; i++) g_ptr_array_add(e->references, g_strdup("r")))
CASE(path_twice, put(&part_at(e, 4)->path, 1); put(&part_at(e, 1)->path, 1))
CASE(path_empty, put(&part_at(e, 1)->path, 0))
CASE(fate_unknown, part_at(e, 1)->fate = (Fate)FATE_COUNT)
CASE(hash_upper, part_at(e, 1)->sha256[0] = 'A')
CASE(hash_short, part_at(e, 1)->sha256[63] = '\0')
CASE(size_big, part_at(e, 1)->size = MAIL_MAX_BYTES + G_GUINT64_CONSTANT(1))
CASE(text_of_archive, part_at(e, 1)->text = g_strdup("x"))
CASE(text_long, put(&part_at(e, 0)->text, EXAMINATION_MAX_TEXT + 1))
CASE(
    parts_many, for (guint i = 0; i < EXAMINATION_MAX_PARTS; i++) {
        g_autofree char *path = g_strdup_printf("9.%u", i);
        add_part(e, path, FATE_IGNORED, NULL);
    })
CASE(form_without_part, put(&form_at(e, 2)->part, 3))
CASE(form_of_text, g_free(form_at(e, 2)->part); form_at(e, 2)->part = g_strdup("1"))
CASE(part_without_form, part_at(e, 1)->fate = FATE_FORM)
CASE(two_forms_of_a_part, add_form(e, "3", NULL))
CASE(content_unknown, form_at(e, 0)->form->content = (Content)(CONTENT_OTHER + 1))
CASE(judged_unread, form_at(e, 0)->form->readable = FALSE)
CASE(
    forms_many, for (guint i = 0; i < EXAMINATION_MAX_FORMS; i++) {
        g_autofree char *path = g_strdup_printf("9.%u", i);
        add_part(e, path, FATE_FORM, NULL);
        add_form(e, path, NULL);
    })
CASE(answers_many, for (guint i = 0; i < EXAMINATION_MAX_ANSWERS; i++)
                       add_answer(form_at(e, 0)->form, "k", "", NULL))
CASE(key_long, put(&first_answer(e)->key, WIRE_MAX_TEXT + 1))
CASE(
    cells_many, for (guint i = 0; i < WIRE_MAX_CELLS; i++) {
        g_ptr_array_add(first_answer(e)->texts, g_strdup(""));
        g_ptr_array_add(first_answer(e)->motifs, NULL);
    })
CASE(cells_in_all, add_cells(form_at(e, 0)->form, EXAMINATION_MAX_CELLS - 9 + 1))
CASE(motifs_uneven, g_ptr_array_add(first_answer(e)->motifs, NULL))
CASE(answer_line, first_answer(e)->line = WIRE_MAX_LINE_NO + 1)
CASE(form_verdict, form_at(e, 0)->checked->verdict = VERDICT_REPLACED)
CASE(form_verdict_unknown, form_at(e, 0)->checked->verdict = (Verdict)200)
CASE(accepted_keyless, g_clear_pointer(&form_at(e, 0)->checked->organisation, g_free))
CASE(accepted_hashless, g_clear_pointer(&form_at(e, 0)->checked->content_hash, g_free))
CASE(accepted_with_error,
     ((Finding *)g_ptr_array_index(form_at(e, 0)->checked->findings, 0))->severity = SEVERITY_ERROR)
CASE(sheet_long, put(&form_at(e, 0)->checked->sheet, WIRE_MAX_WORD + 1))
CASE(xml_long, put(&form_at(e, 0)->checked->canonical_xml, WIRE_MAX_XML + 1))
CASE(content_hash, form_at(e, 0)->checked->content_hash[5] = 'g')
CASE(values_many, for (guint i = 0; i < EXAMINATION_MAX_ANSWERS; i++)
                      add_value(form_at(e, 0)->checked, "f", NULL, NULL))
CASE(value_fieldless, first_value(e)->field[0] = '\0')
CASE(value_motif, first_value(e)->motif = (Motif)(MOTIF_NEANT + 1))
CASE(value_long, put(&first_value(e)->canonical, WIRE_MAX_TEXT + 1))
CASE(severity_unknown, first_finding(e)->severity = (Severity)(SEVERITY_ERROR + 1))
CASE(finding_codeless, first_finding(e)->code[0] = '\0')
CASE(finding_mute, first_finding(e)->message[0] = '\0')
CASE(finding_line, first_finding(e)->line = WIRE_MAX_LINE_NO + 1)
CASE(finding_long, put(&first_finding(e)->value, WIRE_MAX_TEXT + 1))
CASE(findings_many, for (guint i = 0; i < EXAMINATION_MAX_FINDINGS; i++)
                        g_ptr_array_add(e->findings, finding_copy(first_finding(e))))

/* Each with a part of what the refusal must say, so that none is refused for another's reason. */
static const struct {
    const char *name;
    void (*change)(Examination *);
    const char *fault;
} hostile[] = {
#define H(name, fault)                                                                             \
    {                                                                                              \
#name, name, fault                                                                         \
    }
    H(verdict_unknown, "verdict of a message"),
    H(verdict_of_forms, "verdict of a message"),
    H(verdict_without_forms, "verdict of a message without a form"),
    H(verdict_refused, "verdict of a message without a form"),
    H(class_unknown, "class of a message"),
    H(received_negative, "date of a message"),
    H(received_late, "date of a message"),
    H(subject_long, "subject"),
    H(address_long, "address"),
    H(references_many, "reference"),
    H(path_twice, "two parts of one path"),
    H(path_empty, "path of a part"),
    H(fate_unknown, "fate of a part"),
    H(hash_upper, "hash of a part"),
    H(hash_short, "hash of a part"),
    H(size_big, "size of a part"),
    H(text_of_archive, "text of a part"),
    H(text_long, "text of a part"),
    H(parts_many, "parts"),
    H(form_without_part, "a form without a part"),
    H(form_of_text, "a form without a part"),
    H(part_without_form, "a part without its form"),
    H(two_forms_of_a_part, "a form without a part"),
    H(content_unknown, "content"),
    H(judged_unread, "a judgement of a form that can't be read"),
    H(forms_many, "forms"),
    H(answers_many, "answers"),
    H(key_long, "key"),
    H(cells_many, "text of an answer"),
    H(cells_in_all, "text of an answer"),
    H(motifs_uneven, "motifs"),
    H(answer_line, "line of an answer"),
    H(form_verdict, "verdict of a form"),
    H(form_verdict_unknown, "verdict of a form"),
    H(accepted_keyless, "an accepted form without its key"),
    H(accepted_hashless, "an accepted form without its key"),
    H(accepted_with_error, "an accepted form with an error"),
    H(sheet_long, "sheet of a form"),
    H(xml_long, "canonical XML"),
    H(content_hash, "hash of a form"),
    H(values_many, "values"),
    H(value_fieldless, "field of a value"),
    H(value_motif, "motif of a value"),
    H(value_long, "canonical value"),
    H(severity_unknown, "severity"),
    H(finding_codeless, "code of a finding"),
    H(finding_mute, "message of a finding"),
    H(finding_line, "line of a finding"),
    H(finding_long, "value of a finding"),
    H(findings_many, "findings"),
};

static void
test_hostile(gconstpointer data)
{
    guint i = GPOINTER_TO_UINT(data);
    g_autoptr(Examination) e = sample();
    hostile[i].change(e);
    g_autoptr(GBytes) bytes = examination_to_bytes(e);
    g_autoptr(GError) error = NULL;
    g_assert_null(examination_from_bytes(bytes, &error));
    g_assert_error(error, EXAMINATION_ERROR, EXAMINATION_ERROR_WIRE);
    g_autofree char *expected =
        g_strdup_printf("the examination of a message can't be believed: %s", hostile[i].fault);
    g_assert_cmpstr(error != NULL ? error->message : NULL, ==, expected);
}

/* ---- the other side of the bounds ---- */

CASE(bounds_lines, put(&e->subject, WIRE_MAX_LINE); e->received = WIRE_MAX_TIME)
CASE(bounds_text, put(&part_at(e, 0)->text, EXAMINATION_MAX_TEXT);
     part_at(e, 0)->size = MAIL_MAX_BYTES)
CASE(bounds_references,
     for (guint i = 0; i < 49; i++) g_ptr_array_add(e->references, g_strdup("r")))
CASE(
    bounds_parts, for (guint i = 5; i < EXAMINATION_MAX_PARTS; i++) {
        g_autofree char *path = g_strdup_printf("9.%u", i);
        add_part(e, path, FATE_IGNORED, NULL);
    })
CASE(
    bounds_forms, for (guint i = 3; i < EXAMINATION_MAX_FORMS; i++) {
        g_autofree char *path = g_strdup_printf("9.%u", i);
        add_part(e, path, FATE_FORM, NULL);
        add_form(e, path, NULL);
    })
CASE(bounds_values, for (guint i = 2; i < EXAMINATION_MAX_ANSWERS; i++)
                        add_value(form_at(e, 0)->checked, "f", NULL, NULL))
CASE(bounds_cells, add_cells(form_at(e, 0)->form, EXAMINATION_MAX_CELLS - 9))
CASE(bounds_by_hand, no_forms(e); e->verdict = VERDICT_BY_HAND)
CASE(bounds_automatic, no_forms(e); e->verdict = VERDICT_AUTOMATIC)
CASE(bounds_refused, g_clear_pointer(&form_at(e, 0)->checked->organisation, g_free);
     form_at(e, 0)->checked->verdict = VERDICT_REFUSED)

static void
test_bounds(void)
{
    static void (*const changes[])(Examination *) = {
        bounds_lines,  bounds_text,  bounds_references, bounds_parts,     bounds_forms,
        bounds_values, bounds_cells, bounds_by_hand,    bounds_automatic, bounds_refused,
    };
    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autoptr(Examination) e = sample();
        changes[i](e);
        g_autoptr(GBytes) bytes = examination_to_bytes(e);
        g_autoptr(GError) error = NULL;
        g_autoptr(Examination) after = examination_from_bytes(bytes, &error);
        g_assert_no_error(error);
        g_assert_nonnull(after);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/hostile/bounds", test_bounds);
    for (guint i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autofree char *path = g_strdup_printf("/hostile/%s", hostile[i].name);
        g_test_add_data_func(path, GUINT_TO_POINTER(i), test_hostile);
    }
    return g_test_run();
}
