/* SPDX-License-Identifier: Apache-2.0 */
#include "signature/wire.h"

#include "base/text.h"
#include "sandbox/wire.h"
#include <string.h>

#define MAX_TEXT 1000                            /* bytes: names of 200 characters */
#define MAX_TIME G_GINT64_CONSTANT(253402300799) /* the last second of the year 9999 */

/* Every text is one clean line, as the child makes them of names in a PDF. */
static gboolean
is_line(const char *text)
{
    g_autofree char *clean = text_clean(text, -1);
    g_autofree char *line = text_squeeze(clean);
    return strcmp(line, text) == 0;
}

static gpointer
pass_line(Wire *wire, gpointer text, gpointer data)
{
    (void)data;
    char *line = wire_text(wire, text, MAX_TEXT, "line");
    wire_insist(wire, is_line(line), "line");
    return line;
}

static char *
pass_maybe(Wire *wire, char *text)
{
    return wire_flag(wire, text != NULL, "name") ? pass_line(wire, text, NULL) : NULL;
}

static gpointer
pass_signature(Wire *wire, gpointer record, gpointer data)
{
    (void)data;
    Signature *one = record ? record : g_new0(Signature, 1);
    one->field = pass_line(wire, one->field, NULL);
    one->issued = wire_flag(wire, one->issued, "issued");
    one->state = wire_choice(wire, one->state, SIGNATURE_SUBSTITUTE + 1, "state");
    one->certificate = wire_choice(wire, one->certificate, CERTIFICATE_REFUSED + 1, "certificate");
    one->signer = pass_maybe(wire, one->signer);
    one->issuer = pass_maybe(wire, one->issuer);
    one->time = (gint64)wire_number(wire, (guint64)one->time, MAX_TIME, "time");
    one->whole = wire_flag(wire, one->whole, "whole");
    one->stamped = wire_flag(wire, one->stamped, "stamped");
    return one;
}

static gpointer
pass_change(Wire *wire, gpointer record, gpointer data)
{
    (void)data;
    Change *one = record ? record : g_new0(Change, 1);
    one->kind = wire_choice(wire, one->kind, CHANGE_KINDS, "kind");
    one->number = (guint)wire_number(wire, one->number, G_MAXUINT, "number");
    one->what = pass_line(wire, one->what, NULL);
    return one;
}

static void
pass_returned(Wire *wire, Returned *returned)
{
    wire_list(wire, returned->fields, RETURNED_MAX_SIGNATURES, pass_line, NULL, "fields");
    wire_list(wire, returned->signatures, RETURNED_MAX_SIGNATURES, pass_signature, NULL,
              "signatures");
    wire_list(wire, returned->changes, RETURNED_MAX_CHANGES, pass_change, NULL, "changes");
}

GBytes *
returned_to_bytes(const Returned *returned)
{
    g_autoptr(Wire) wire = wire_writing();
    pass_returned(wire, (Returned *)returned); /* which stays as it is */
    return wire_written(wire);
}

/* As returned_change tells them. */
static gboolean
each_once(const GPtrArray *changes)
{
    g_autoptr(Returned) told = returned_new();
    for (guint i = 0; i < changes->len; i++) {
        const Change *one = changes->pdata[i];
        returned_change(told, one->kind, one->number, one->what);
    }
    return told->changes->len == changes->len;
}

Returned *
returned_from_bytes(GBytes *bytes)
{
    g_autoptr(Wire) wire = wire_reading(bytes);
    g_autoptr(Returned) returned = returned_new();
    pass_returned(wire, returned);
    gboolean good = !wire_fault(wire) && each_once(returned->changes);
    return good ? g_steal_pointer(&returned) : NULL;
}
