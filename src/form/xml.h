/* SPDX-License-Identifier: Apache-2.0
 *
 * xml.h - hostile XML made a tree: the one place of this room that calls libxml2's parser.
 *
 * Bytes become UTF-8 here, before libxml2 sees them (UTF-8, UTF-16 and ISO-8859-1 are known, no
 * converter is loaded); a DOCTYPE stops the parser before any entity exists; nothing is fetched.
 * Trees are walked iteratively: their depth is the sender's.
 */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

#define XML_MAX_BYTES (16u << 20)
#define XML_MAX_PATH  1000

typedef enum {
    XML_FAULT_NONE,
    XML_FAULT_DOCTYPE,
    XML_FAULT_MALFORMED, /* the line is known */
    XML_FAULT_BOUNDS,    /* likewise: more than libxml2 takes (257 levels, 10 MB of one text) */
    XML_FAULT_ENCODING,
    XML_FAULT_TOO_BIG,
} XmlFault;

/* NULL with *FAULT, and *LINE of the first fault (0: not known) when the bytes are no XML that is
 * read here (transfer full). */
xmlDoc *xml_parse(const guint8 *bytes, gsize length, XmlFault *fault, guint *line);

/* What can be told from the first 64 KB. */
typedef struct {
    char *name;     /* local name of the root element, or NULL: none was reached */
    char *space;    /* its namespace, or NULL */
    char *mimetype; /* office:mimetype of the root, or NULL */
} XmlRoot;

/* The root element, without parsing further.  Behind a DOCTYPE the name is the one declared. */
void xml_root(const guint8 *bytes, gsize length, XmlRoot *root);
void xml_root_clear(XmlRoot *root);

/* TRUE for an element NAME of namespace SPACE. */
gboolean xml_is(const xmlNode *node, const char *space, const char *name);
/* Value of an attribute (borrowed), or NULL.  SPACE NULL: without namespace. */
const char *xml_attribute(const xmlNode *node, const char *space, const char *name);
gboolean xml_attribute_is(const xmlNode *node, const char *space, const char *name,
                          const char *value);
/* A repetition attribute: 1 when missing or no number, at most 1000. */
guint xml_repeat(const xmlNode *node, const char *space, const char *name);
/* First child element NAME, or NULL. */
xmlNode *xml_child(const xmlNode *node, const char *space, const char *name);
/* Next node in document order under ROOT, NULL at its end; FALSE for DESCEND passes over children.
 */
xmlNode *xml_next(const xmlNode *node, const xmlNode *root, gboolean descend);
/* Where NODE stands, in the prefixes of its document: "/f:fiche-3.2/f:stages/f:ligne[2]"; a number
 * tells an element from its brothers of the same name (transfer full).  NULL when it is longer than
 * XML_MAX_PATH bytes. */
char *xml_path(const xmlNode *node);
/* All text under NODE, as it stands (transfer full). */
char *xml_text(const xmlNode *node);

/* ENTER for each node in document order, FALSE from it passes over the children; LEAVE when all
 * children of an entered element are done. */
typedef gboolean (*XmlEnter)(xmlNode *node, gpointer data);
typedef void (*XmlLeave)(xmlNode *node, gpointer data);
void xml_walk(xmlNode *root, XmlEnter enter, XmlLeave leave, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(XmlRoot, xml_root_clear)
