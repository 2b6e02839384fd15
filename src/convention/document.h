/* SPDX-License-Identifier: Apache-2.0
 *
 * document.h - an XML file of the definition: parsed, held to its schema, read node by node.
 * Inside this room only.
 *
 * Every mistake of syntax or shape becomes a French sentence; the wording of libxml2 never reaches
 * a person.  Texts of attributes and elements come with runs of white space collapsed.
 */
#pragma once

#include "convention/mistakes.h"
#include <libxml/tree.h>

typedef xmlDoc Document;

/* The parsed document, which obeys SCHEMA (the text of an XSD, SCHEMA_LENGTH bytes); NULL when
 * there were mistakes (transfer full). */
Document *document_load(GBytes *xml, const char *file, const char *schema, gsize schema_length,
                        GPtrArray *mistakes);
void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)

/* Hold DOC to SCHEMA; FALSE when there were mistakes (schema-check.c). */
gboolean document_obeys(Document *document, const char *file, const char *schema,
                        gsize schema_length, GPtrArray *mistakes);

/* The line of NODE, beyond 65 535 too. */
guint node_line(const xmlNode *node);
/* First child element called NAME, next sibling element called NAME; NAME NULL: any.  Or NULL. */
const xmlNode *node_child(const xmlNode *node, const char *name);
const xmlNode *node_next(const xmlNode *node, const char *name);
gboolean node_is(const xmlNode *node, const char *name);
/* Texts: NULL when the attribute or child element is not there (transfer full). */
char *node_attribute(const xmlNode *node, const char *name);
char *node_attribute_french(const xmlNode *node, const char *name);
char **node_words(const xmlNode *node, const char *name);
char *node_text(const xmlNode *node);
char *node_child_french(const xmlNode *node, const char *name);
gboolean node_flag(const xmlNode *node, const char *name, gboolean otherwise);
int node_integer(const xmlNode *node, const char *name);
