/* SPDX-License-Identifier: Apache-2.0
 *
 * blank.h - what is handed out for a sheet: its blank form, and for those who write XML its rules,
 * an example and a notice.  (Its XSD is convention_sheet_schema: the checker needs it too.)
 *
 * Everything is a function of the definition: no clock, no locale, the same bytes each time.  A
 * sheet that is only proposed (adopted NULL) is not handed out; the caller sees to that.
 */
#pragma once

#include "convention/participants.h"

/* For whom a blank form is made. */
typedef struct {
    const Convention *convention;
    const Sheet *sheet;
    const Participant *participant; /* the identification block is filled in for it, only what its
                                       kind fills is asked, grids have only the items that it has;
                                       NULL: for anybody who fills the sheet */
    const char *period; /* canonical, of the sheet's kind, filled in; NULL: left blank */
} BlankOrder;

/* The form as an OpenDocument text, ODF 1.3 (transfer full); NULL with ERROR (no memory). */
GBytes *blank_form(const BlankOrder *order, GError **error);

/* The rules of the sheet as ISO Schematron over XPath 1.0 (queryBinding "xslt"): an assertion that
 * fails with role "error" refuses the form, with role "warning" does not.  Together with the XSD
 * it says of a form in XML what `copil check` says, but for what needs the participants' list
 * (transfer full). */
char *blank_schematron(const Convention *convention, const Sheet *sheet);

/* A filled form in XML, accepted by the checker, as the first participant of KIND would send it;
 * of the values that the definition gives as examples.  NULL when no participant of that kind is
 * in the list during the example's period (transfer full). */
char *blank_example(const Convention *convention, const Sheet *sheet,
                    const Participants *participants, const Kind *kind);

/* What a landlord's or a school's IT needs to know to write this sheet as XML: one page of HTML in
 * French, self-contained (transfer full). */
char *blank_notice(const Convention *convention, const Sheet *sheet);
