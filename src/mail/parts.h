/* SPDX-License-Identifier: Apache-2.0
 *
 * parts.h - from GMime's tree to the leaf parts of a MailMessage (inside this room only).
 */
#pragma once

#include "mail/gmime.h"
#include "mail/message.h"

/* Append every leaf of MIME to MESSAGE's parts, and what there is to remark. */
void mail_parts_read(MailMessage *message, GMimeMessage *mime);

void mail_part_free(MailPart *part);
