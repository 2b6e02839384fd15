/* SPDX-License-Identifier: Apache-2.0
 *
 * variant.h - one change somewhere in a GVariant, so that what is changed is still of its type and
 * in normal form: a reader that insists on both is never reached by changed bytes.
 */
#pragma once

#include "fuzz.h"

static inline GVariant *variant_changed(GVariant *from, GRand *random);

static inline GVariant *
variant_changed_text(GVariant *from)
{
    gsize length;
    const char *text = g_variant_get_string(from, &length);
    gsize room = 2 * length + 64;
    g_autofree char *changed = g_malloc0(room + 1);
    memcpy(changed, text, length);
    changed[LLVMFuzzerMutate((guint8 *)changed, length, room)] = '\0';
    g_autofree char *valid = g_utf8_make_valid(changed, -1);
    return g_variant_new_string(valid);
}

/* A number or a boolean, of a size in bytes that its type has. */
static inline GVariant *
variant_changed_number(GVariant *from, GRand *random)
{
    guint64 number = 0;
    gsize size = g_variant_get_size(from);
    memcpy(&number, g_variant_get_data(from), size);
    if (g_variant_is_of_type(from, G_VARIANT_TYPE_BOOLEAN))
        number = !number;
    else if (g_rand_boolean(random))
        number += (guint64)g_rand_int_range(random, -2, 3);
    else
        LLVMFuzzerMutate((guint8 *)&number, size, size);
    g_autoptr(GBytes) bytes = g_bytes_new(&number, size);
    return g_variant_new_from_bytes(g_variant_get_type(from), bytes, TRUE);
}

static inline GVariant *
variant_changed_maybe(GVariant *from, GRand *random)
{
    const GVariantType *inner = g_variant_type_element(g_variant_get_type(from));
    g_autoptr(GVariant) child = g_variant_get_maybe(from);
    if (child && g_rand_int_range(random, 0, 4))
        return g_variant_new_maybe(inner, variant_changed(child, random));
    gboolean text = g_variant_type_equal(inner, G_VARIANT_TYPE_STRING);
    return g_variant_new_maybe(inner, !child && text ? g_variant_new_string("?") : NULL);
}

/* One child changed, left out or said twice. */
static inline GVariant *
variant_changed_array(GVariant *from, GRand *random)
{
    gsize count = g_variant_n_children(from);
    gsize chosen = count ? (gsize)g_rand_int_range(random, 0, (gint32)count) : 0;
    int how = g_rand_int_range(random, 0, 8); /* 0: left out, 1: twice, 2: as the first */
    GVariantBuilder builder;
    g_variant_builder_init(&builder, g_variant_get_type(from));
    for (gsize i = 0; i < count; i++) {
        g_autoptr(GVariant) child =
            g_variant_get_child_value(from, i == chosen && how == 2 ? 0 : i);
        if (i == chosen && how == 1)
            g_variant_builder_add_value(&builder, child);
        if (i == chosen && how > 2)
            g_variant_builder_add_value(&builder, variant_changed(child, random));
        else if (i != chosen || how)
            g_variant_builder_add_value(&builder, child);
    }
    return g_variant_builder_end(&builder);
}

static inline GVariant *
variant_changed_tuple(GVariant *from, GRand *random)
{
    gsize count = g_variant_n_children(from);
    gsize chosen = (gsize)g_rand_int_range(random, 0, (gint32)count);
    g_autofree GVariant **children = g_new0(GVariant *, count);
    for (gsize i = 0; i < count; i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(from, i);
        children[i] = i == chosen ? variant_changed(child, random) : g_variant_ref(child);
    }
    GVariant *made = g_variant_new_tuple(children, count);
    for (gsize i = 0; i < count; i++)
        if (i != chosen)
            g_variant_unref(children[i]);
    return made;
}

/* FROM with one change (floating). */
static inline GVariant *
variant_changed(GVariant *from, GRand *random)
{
    switch (g_variant_classify(from)) {
    case G_VARIANT_CLASS_STRING:
        return variant_changed_text(from);
    case G_VARIANT_CLASS_MAYBE:
        return variant_changed_maybe(from, random);
    case G_VARIANT_CLASS_ARRAY:
        return variant_changed_array(from, random);
    case G_VARIANT_CLASS_TUPLE:
        return variant_changed_tuple(from, random);
    default:
        return variant_changed_number(from, random);
    }
}

/* DATA of TYPE, or NULL when it is not in normal form (transfer full). */
static inline GVariant *
variant_of(const char *type, const guint8 *data, gsize size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    GVariant *variant =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(type), bytes, FALSE));
    if (g_variant_is_normal_form(variant))
        return variant;
    g_variant_unref(variant);
    return NULL;
}

/* As LLVMFuzzerCustomMutator does it: DATA of TYPE, with one change or plainly other bytes. */
static inline size_t
variant_mutate(const char *type, guint8 *data, size_t size, size_t max, unsigned seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autoptr(GVariant) from = seed % 16 ? variant_of(type, data, size) : NULL;
    g_autoptr(GVariant) made = from ? g_variant_ref_sink(variant_changed(from, random)) : NULL;
    gsize length = made ? g_variant_get_size(made) : 0;
    if (length == 0 || length > max)
        return LLVMFuzzerMutate(data, size, max);
    g_variant_store(made, data);
    return length;
}
