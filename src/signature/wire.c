/* SPDX-License-Identifier: Apache-2.0 */
#include "signature/wire.h"

#include "base/text.h"
#include <string.h>

#define MAX_TEXT 1000                            /* bytes: names of 200 characters */
#define MAX_TIME G_GINT64_CONSTANT(253402300799) /* the last second of the year 9999 */

GVariant *
returned_to_variant(const Returned *returned)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(WIRE_TYPE));
    g_variant_builder_open(&builder, G_VARIANT_TYPE("as"));
    for (guint i = 0; i < returned->fields->len; i++)
        g_variant_builder_add(&builder, "s", returned->fields->pdata[i]);
    g_variant_builder_close(&builder);
    g_variant_builder_open(&builder, G_VARIANT_TYPE("a(sbyymsmsxbb)"));
    for (guint i = 0; i < returned->signatures->len; i++) {
        const Signature *one = returned->signatures->pdata[i];
        g_variant_builder_add(&builder, "(sbyymsmsxbb)", one->field, one->issued, one->state,
                              one->certificate, one->signer, one->issuer, one->time, one->whole,
                              one->stamped);
    }
    g_variant_builder_close(&builder);
    g_variant_builder_open(&builder, G_VARIANT_TYPE("a(yus)"));
    for (guint i = 0; i < returned->changes->len; i++) {
        const Change *one = returned->changes->pdata[i];
        g_variant_builder_add(&builder, "(yus)", one->kind, one->number, one->what);
    }
    g_variant_builder_close(&builder);
    return g_variant_ref_sink(g_variant_builder_end(&builder));
}

/* TEXT as one clean line; NULL stays NULL (transfer full). */
static char *
line_of(const char *text)
{
    if (!text || strlen(text) > MAX_TEXT)
        return NULL;
    g_autofree char *clean = text_clean(text, -1);
    return text_squeeze(clean);
}

static gboolean
take_fields(GVariant *array, Returned *returned)
{
    gsize count = g_variant_n_children(array);
    for (gsize i = 0; i < MIN(count, RETURNED_MAX_SIGNATURES); i++) {
        const char *name;
        g_variant_get_child(array, i, "&s", &name);
        char *line = line_of(name);
        if (!line)
            return FALSE;
        g_ptr_array_add(returned->fields, line);
    }
    return count <= RETURNED_MAX_SIGNATURES;
}

static gboolean
take_signature(GVariant *array, gsize i, Returned *returned)
{
    Signature *one = g_new0(Signature, 1);
    const char *field, *signer, *issuer;
    guchar state, certificate;
    g_variant_get_child(array, i, "(&sbyym&sm&sxbb)", &field, &one->issued, &state, &certificate,
                        &signer, &issuer, &one->time, &one->whole, &one->stamped);
    one->field = line_of(field);
    one->signer = line_of(signer);
    one->issuer = line_of(issuer);
    one->state = state;
    one->certificate = certificate;
    g_ptr_array_add(returned->signatures, one);
    return one->field && state <= SIGNATURE_SUBSTITUTE && certificate <= CERTIFICATE_REFUSED &&
           one->time >= 0 && one->time <= MAX_TIME;
}

static gboolean
take_signatures(GVariant *array, Returned *returned)
{
    gsize count = g_variant_n_children(array);
    gboolean good = count <= RETURNED_MAX_SIGNATURES;
    for (gsize i = 0; good && i < count; i++)
        good = take_signature(array, i, returned);
    return good;
}

static gboolean
take_changes(GVariant *array, Returned *returned)
{
    gsize count = g_variant_n_children(array);
    gboolean good = count <= RETURNED_MAX_CHANGES;
    for (gsize i = 0; good && i < count; i++) {
        guchar kind;
        guint number;
        const char *what;
        g_variant_get_child(array, i, "(yu&s)", &kind, &number, &what);
        g_autofree char *line = line_of(what);
        good = line && kind < CHANGE_KINDS;
        if (good)
            returned_change(returned, kind, number, line);
    }
    return good;
}

Returned *
returned_from_variant(GVariant *variant)
{
    g_autoptr(Returned) returned = returned_new();
    g_autoptr(GVariant) fields = g_variant_get_child_value(variant, 0);
    g_autoptr(GVariant) signatures = g_variant_get_child_value(variant, 1);
    g_autoptr(GVariant) changes = g_variant_get_child_value(variant, 2);
    gboolean good = take_fields(fields, returned) && take_signatures(signatures, returned) &&
                    take_changes(changes, returned);
    return good ? g_steal_pointer(&returned) : NULL;
}
