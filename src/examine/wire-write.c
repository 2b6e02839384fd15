/* SPDX-License-Identifier: Apache-2.0
 *
 * wire-write.c - an examination as one GVariant, in the child.
 */
#include "base/text.h"
#include "examine/examination.h"
#include "examine/wire.h"

static gboolean
is_unsafe(gunichar c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

gboolean
wire_text_is_safe(const char *text)
{
    if (!g_utf8_validate(text, -1, NULL))
        return FALSE;
    for (const char *at = text; *at != '\0';) {
        /* Nearly all of it is plain. */
        if (*at >= 0x20 && *at < 0x7f) {
            at++;
            continue;
        }
        if (is_unsafe(g_utf8_get_char(at)))
            return FALSE;
        at = g_utf8_next_char(at);
    }
    return TRUE;
}

/* Most texts were cleaned where they were read; what was not (a header, a name in an archive) is
 * cleaned here, since the reader refuses the whole reply for one control character. */
static GVariant *
text(const char *bytes)
{
    if (wire_text_is_safe(bytes))
        return g_variant_new_string(bytes);
    g_autofree char *clean = text_clean(bytes, -1);
    return g_variant_new_string(clean);
}

static GVariant *
maybe(const char *bytes)
{
    return g_variant_new_maybe(G_VARIANT_TYPE_STRING, bytes != NULL ? text(bytes) : NULL);
}

static GVariant *
texts(const GPtrArray *array)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE_STRING_ARRAY);
    for (guint i = 0; array != NULL && i < array->len; i++)
        g_variant_builder_add_value(&builder, text(g_ptr_array_index(array, i)));
    return g_variant_builder_end(&builder);
}

static GVariant *
maybe_texts(const GPtrArray *array)
{
    if (array == NULL)
        return g_variant_new_maybe(G_VARIANT_TYPE("ams"), NULL);
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("ams"));
    for (guint i = 0; i < array->len; i++)
        g_variant_builder_add_value(&builder, maybe(g_ptr_array_index(array, i)));
    return g_variant_new_maybe(NULL, g_variant_builder_end(&builder));
}

/* An array of TYPE, each element written by WRITE. */
static GVariant *
array_of(const GPtrArray *array, const char *type, GVariant *(*write)(gconstpointer))
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(type));
    for (guint i = 0; array != NULL && i < array->len; i++)
        g_variant_builder_add_value(&builder, write(g_ptr_array_index(array, i)));
    return g_variant_builder_end(&builder);
}

static GVariant *
write_finding(gconstpointer data)
{
    const Finding *finding = data;
    return g_variant_new("(y@s@ms@ms@ms@su@ms)", (guchar)finding->severity, text(finding->code),
                         maybe(finding->field), maybe(finding->column), maybe(finding->value),
                         text(finding->message), finding->line, maybe(finding->xpath));
}

static GVariant *
write_part(gconstpointer data)
{
    const ExaminedPart *part = data;
    return g_variant_new("(@s@ms@s@s@sty@ms)", text(part->path), maybe(part->filename),
                         text(part->type), text(part->label), text(part->sha256), part->size,
                         (guchar)part->fate, maybe(part->text));
}

static GVariant *
write_answer(gconstpointer data)
{
    const Answer *answer = data;
    return g_variant_new("(@s@ms@ms@as@mams@su)", text(answer->key), maybe(answer->code),
                         maybe(answer->label), texts(answer->texts), maybe_texts(answer->motifs),
                         text(answer->where), answer->line);
}

static GVariant *
write_value(gconstpointer data)
{
    const Value *value = data;
    return g_variant_new("(@s@ms@ms@ms@msyb)", text(value->field), maybe(value->item),
                         maybe(value->column), maybe(value->canonical), maybe(value->typed),
                         (guchar)value->motif, value->counted);
}

#define FINDINGS_TYPE "a(ysmsmsmssums)"
#define VALUES_TYPE   "a(smsmsmsmsyb)"
#define CHECKED_TYPE  "(msmsmsmsmsmsmsya(smsmsmsmsyb)a(ysmsmsmssums)msms)"

static GVariant *
write_checked(const CheckedForm *checked)
{
    if (checked == NULL)
        return g_variant_new_maybe(G_VARIANT_TYPE(CHECKED_TYPE), NULL);
    GVariant *written = g_variant_new(
        "(@ms@ms@ms@ms@ms@ms@msy@" VALUES_TYPE "@" FINDINGS_TYPE "@ms@ms)", maybe(checked->sheet),
        maybe(checked->organisation), maybe(checked->kind), maybe(checked->territory),
        maybe(checked->period), maybe(checked->event), maybe(checked->claimed),
        (guchar)checked->verdict, array_of(checked->values, VALUES_TYPE, write_value),
        array_of(checked->findings, FINDINGS_TYPE, write_finding), maybe(checked->canonical_xml),
        maybe(checked->content_hash));
    return g_variant_new_maybe(NULL, written);
}

#define ANSWERS_TYPE "a(smsmsasmamssu)"

static GVariant *
write_form(gconstpointer data)
{
    const ExaminedForm *examined = data;
    const Form *form = examined->form;
    return g_variant_new("(@syb@ms@ms@ms@" ANSWERS_TYPE "@" FINDINGS_TYPE "@m" CHECKED_TYPE ")",
                         text(examined->part), (guchar)form->content, form->readable,
                         maybe(form->convention), maybe(form->sheet), maybe(form->version),
                         array_of(form->answers, ANSWERS_TYPE, write_answer),
                         array_of(form->remarks, FINDINGS_TYPE, write_finding),
                         write_checked(examined->checked));
}

GVariant *
examination_to_variant(const Examination *examination)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(EXAMINATION_VARIANT_TYPE));
    g_variant_builder_add(&builder, "y", (guchar)examination->verdict);
    g_variant_builder_add(&builder, "y", (guchar)examination->class);
    g_variant_builder_add(&builder, "b", examination->mail);
    const char *const lines[] = {examination->from_address, examination->from_name,
                                 examination->subject, examination->message_id,
                                 examination->forwarded_from};
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
        g_variant_builder_add_value(&builder, maybe(lines[i]));
    g_variant_builder_add_value(&builder, texts(examination->references));
    g_variant_builder_add(&builder, "x", examination->received);
    g_variant_builder_add_value(&builder,
                                array_of(examination->parts, "a(smsssstyms)", write_part));
    g_variant_builder_add_value(&builder, array_of(examination->forms,
                                                   "a(sybmsmsms" ANSWERS_TYPE FINDINGS_TYPE
                                                   "m" CHECKED_TYPE ")",
                                                   write_form));
    g_variant_builder_add_value(&builder,
                                array_of(examination->findings, FINDINGS_TYPE, write_finding));
    return g_variant_ref_sink(g_variant_builder_end(&builder));
}
