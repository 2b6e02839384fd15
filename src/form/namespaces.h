/* SPDX-License-Identifier: Apache-2.0
 *
 * namespaces.h - the namespaces of OpenDocument that forms use.  Prefixes are the writer's choice:
 * only these URIs count.
 */
#pragma once

#define NS_ODF    "urn:oasis:names:tc:opendocument:xmlns:"
#define NS_OFFICE NS_ODF "office:1.0"
#define NS_TEXT   NS_ODF "text:1.0"
#define NS_TABLE  NS_ODF "table:1.0"
#define NS_STYLE  NS_ODF "style:1.0"
#define NS_FORM   NS_ODF "form:1.0"
#define NS_DRAW   NS_ODF "drawing:1.0"
#define NS_SVG    NS_ODF "svg-compatible:1.0"
#define NS_META   NS_ODF "meta:1.0"
#define NS_FO     NS_ODF "xsl-fo-compatible:1.0"
#define NS_SCRIPT NS_ODF "script:1.0"
#define NS_DC     "http://purl.org/dc/elements/1.1/"
#define NS_XFORMS "http://www.w3.org/2002/xforms"
#define NS_LOEXT  "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
#define NS_FIELD  "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"
#define NS_XML    "http://www.w3.org/XML/1998/namespace"
