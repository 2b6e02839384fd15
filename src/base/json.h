/* SPDX-License-Identifier: Apache-2.0
 *
 * json.h - writing one JSON document, keys in the order given.  Not for reading.
 *
 * Misuse (a key in an array, an unclosed object) aborts: it is a bug of the caller.
 */
#pragma once

#include <glib.h>

typedef struct Json Json;

Json *json_new(void);
/* Likewise, but the text is handed to TAKE piece by piece: call json_done instead of json_finish.
 */
typedef void (*JsonTake)(gpointer data, const char *text, gsize length);
Json *json_new_to(JsonTake take, gpointer data);
void json_done(Json *json);
void json_free(Json *json);
void json_object(Json *json); /* { */
void json_array(Json *json);  /* [ */
void json_end(Json *json);    /* } or ], whichever is open */
void json_key(Json *json, const char *key);
void json_string(Json *json, const char *text); /* NULL writes null; invalid UTF-8 as U+FFFD */
void json_integer(Json *json, gint64 number);
void json_boolean(Json *json, gboolean value);
void json_member(Json *json, const char *key, const char *text);     /* key and string */
void json_member_integer(Json *json, const char *key, gint64 value); /* key and integer */
/* The text, indented by two, newline at its end; everything must be closed (transfer full). */
char *json_finish(Json *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Json, json_free)
