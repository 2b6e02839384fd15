/* SPDX-License-Identifier: Apache-2.0
 *
 * reply.h - an answer for programs (inside this room only).
 *
 * To those who write forms as XML: what became of each form of the message, and every finding with
 * its line and XPath.  The notice of each sheet (blank_notice) describes it:
 *
 *     <reponse>
 *       <fiche numero="3.2" fichier="export.xml" pour="2013-2014" decision="refused">
 *         <remarque gravite="error" code="xml-value" question="FA32-22" ligne="9"
 *                   xpath="/fiche-3.2/stagiaires_accueillis" valeur="quarante">…</remarque>
 *
 * It has no namespace, so that nobody takes it for a form when it comes back.  Codes of decisions,
 * severities and findings are those of `copil check --json`.  An attribute is left out where there
 * is nothing to say.
 */
#pragma once

#include "letter/answer.h"

/* "reponse.xml"; NULL where no form of LETTER was written as XML (transfer full). */
MailFile *reply_file(const AnswerLetter *letter);
