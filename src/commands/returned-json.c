/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "commands/returned.h"
#include <stdio.h>

static const char *const file_codes[] = {
    [FILE_EMPTY] = "empty",       [FILE_NOT_PDF] = "not_pdf", [FILE_ENCRYPTED] = "encrypted",
    [FILE_STRANGER] = "stranger", [FILE_CUT] = "cut",         [FILE_ALTERED] = "altered",
    [FILE_EDITION] = "edition",
};

static const char *const state_codes[] = {
    [SIGNATURE_VALID] = "valid",           [SIGNATURE_TIMESTAMP] = "timestamp",
    [SIGNATURE_KIND] = "unknown_kind",     [SIGNATURE_RANGE] = "range",
    [SIGNATURE_SHARED] = "shared",         [SIGNATURE_UNREADABLE] = "unreadable",
    [SIGNATURE_ALTERED] = "altered",       [SIGNATURE_WEAK] = "weak",
    [SIGNATURE_SUBSTITUTE] = "substitute",
};

static const char *const certificate_codes[] = {
    [CERTIFICATE_UNCHECKED] = "unchecked", [CERTIFICATE_TRUSTED] = "trusted",
    [CERTIFICATE_UNKNOWN] = "unknown",     [CERTIFICATE_EXPIRED] = "expired",
    [CERTIFICATE_EARLY] = "early",         [CERTIFICATE_UNDATED] = "undated",
    [CERTIFICATE_PURPOSE] = "purpose",     [CERTIFICATE_REFUSED] = "refused",
};

static const char *const change_codes[] = {
    [CHANGE_UNREADABLE] = "unreadable",
    [CHANGE_TRAILER] = "trailer",
    [CHANGE_CATALOG] = "catalog",
    [CHANGE_FORM] = "form",
    [CHANGE_FIELD] = "field",
    [CHANGE_FIELD_LOST] = "field_lost",
    [CHANGE_FIELD_ADDED] = "field_added",
    [CHANGE_SIGNATURE_LOST] = "signature_lost",
    [CHANGE_PAGE] = "page",
    [CHANGE_ANNOTATION] = "annotation",
    [CHANGE_OBJECT] = "object",
};

static void
member_boolean(Json *json, const char *key, gboolean value)
{
    json_key(json, key);
    json_boolean(json, value);
}

static void
write_signature(Json *json, const Signature *signature)
{
    g_autoptr(GDateTime) time =
        signature->time ? g_date_time_new_from_unix_utc(signature->time) : NULL;
    g_autofree char *text = time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    json_object(json);
    json_member(json, "field", signature->field);
    member_boolean(json, "of_edition", signature->issued);
    member_boolean(json, "ok", returned_is_good(signature));
    json_member(json, "state", state_codes[signature->state]);
    json_member(json, "certificate", certificate_codes[signature->certificate]);
    json_member(json, "signer", signature->signer);
    json_member(json, "issuer", signature->issuer);
    json_member(json, "time", text);
    member_boolean(json, "whole", signature->whole);
    member_boolean(json, "timestamp", signature->stamped);
    json_end(json);
}

static void
write_change(Json *json, const Change *change)
{
    g_autofree char *text = returned_change_text(change);
    json_object(json);
    json_member(json, "change", change_codes[change->kind]);
    json_member_integer(json, "number", change->number);
    json_member(json, "what", change->what);
    json_member(json, "message", text);
    json_end(json);
}

/* The signatories who have signed, or who have not. */
static void
write_ids(Json *json, const char *key, const ReturnedFile *file, gboolean signed_well)
{
    const GPtrArray *all = file->definition ? file->definition->convention->signatories : NULL;
    json_key(json, key);
    json_array(json);
    for (guint i = 0; all && i < all->len; i++) {
        const Signatory *one = all->pdata[i];
        if (returned_has_signed(file, one->id) == signed_well)
            json_string(json, one->id);
    }
    json_end(json);
}

static void
write_file(Json *json, const ReturnedFile *file)
{
    g_autofree char *issued = file->edition ? date_text(clock_day(file->issued)) : NULL;
    json_object(json);
    json_member(json, "file", file->path);
    json_member(json, "sha256", file->sha256);
    json_member(json, "state", file_codes[file->state]);
    member_boolean(json, "ok", returned_is_sound(file));
    json_key(json, "edition");
    if (file->edition)
        json_integer(json, file->edition);
    else
        json_string(json, NULL);
    json_member(json, "issued", issued);
    write_ids(json, "signed", file, TRUE);
    write_ids(json, "missing", file, FALSE);
    json_key(json, "signatures");
    json_array(json);
    for (guint i = 0; file->returned && i < file->returned->signatures->len; i++)
        write_signature(json, file->returned->signatures->pdata[i]);
    json_end(json);
    json_key(json, "changes");
    json_array(json);
    for (guint i = 0; file->returned && i < file->returned->changes->len; i++)
        write_change(json, file->returned->changes->pdata[i]);
    json_end(json);
    json_member_integer(json, "recorded", file->recorded);
    json_end(json);
}

void
returned_print_json(const char *register_path, const GPtrArray *files)
{
    g_autoptr(Json) json = json_new();
    gboolean sound = TRUE;
    for (guint i = 0; i < files->len; i++)
        sound = sound && returned_is_sound(files->pdata[i]);
    json_object(json);
    json_member(json, "register", register_path);
    member_boolean(json, "ok", sound);
    json_key(json, "returned");
    json_array(json);
    for (guint i = 0; i < files->len; i++)
        write_file(json, files->pdata[i]);
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}
