/* SPDX-License-Identifier: Apache-2.0
 *
 * Dialogues of RFC 5321: what becomes of a letter for each recipient.  ">" is ours, "<" theirs, "."
 * the letter.
 */
#include "delivery/transcript.h"

#include <string.h>

typedef struct {
    const char *dialogue[18];
    Outcome outcome[2];
    const char *reply; /* of the first */
    gboolean usable;
} Case;

#define HELLO "<220 x", ">EHLO y", "<250-x", "<250-SIZE", "<250 HELP", ">MAIL FROM:<a@b>"
#define BOTH  ">RCPT TO:<c@d>", "<250 yes", ">RCPT TO:<e@f>", "<250 yes"

static const Case cases[] = {
    {{HELLO, "<250 OK", BOTH, ">DATA", "<354 go", ".", "<250 taken"},
     {OUTCOME_TAKEN, OUTCOME_TAKEN},
     "250 taken",
     TRUE},
    {{HELLO, "<250 OK", ">RCPT TO:<c@d>", "<550-no such", "<550 user", ">RCPT TO:<e@f>", "<250 yes",
      ">DATA", "<354 go", "."},
     {OUTCOME_REFUSED, OUTCOME_UNKNOWN},
     "550 user",
     FALSE},
    {{HELLO, "<250 OK", ">RCPT TO:<c@d>", "<450 not now", ">RCPT TO:<e@f>", "<552 full"},
     {OUTCOME_LATER, OUTCOME_REFUSED},
     "450 not now",
     TRUE},
    {{HELLO, "<250 OK", BOTH, ">DATA", "<354 go", ".", "<554 no"},
     {OUTCOME_REFUSED, OUTCOME_REFUSED},
     "554 no",
     TRUE},
    {{HELLO, "<250 OK", BOTH, ">DATA", "<451 no"}, {OUTCOME_LATER, OUTCOME_LATER}, "451 no", TRUE},
    /* Cut before the letter went, and after. */
    {{HELLO, "<250 OK", BOTH, ">DATA", "<354 go"}, {OUTCOME_LATER, OUTCOME_LATER}, NULL, FALSE},
    {{HELLO, "<250 OK", BOTH, ">DATA", "<354 go", "."},
     {OUTCOME_UNKNOWN, OUTCOME_UNKNOWN},
     NULL,
     FALSE},
    /* Half an answer is none. */
    {{HELLO, "<250 OK", BOTH, ">DATA", "<354 go", ".", "<250-taken"},
     {OUTCOME_UNKNOWN, OUTCOME_UNKNOWN},
     NULL,
     FALSE},
    {{"<554 go away"}, {OUTCOME_LATER, OUTCOME_LATER}, NULL, FALSE},
    {{HELLO, "<550 who are you"}, {OUTCOME_LATER, OUTCOME_LATER}, "550 who are you", FALSE},
    {{HELLO, "<250 OK", BOTH, ">DATA", "<354 go", ".", "<421 closing"},
     {OUTCOME_LATER, OUTCOME_LATER},
     "421 closing",
     FALSE},
    /* What comes after the end, or from one who answers more than was asked, changes nothing. */
    {{HELLO, "<250 OK", BOTH, ">DATA", "<354 go", ".", "<250 taken", ">QUIT", "<550 no"},
     {OUTCOME_TAKEN, OUTCOME_TAKEN},
     "250 taken",
     TRUE},
    {{HELLO, "<250 OK", BOTH, ">DATA", "<354 go", ".", "<250 taken", "<550 no"},
     {OUTCOME_TAKEN, OUTCOME_TAKEN},
     "250 taken",
     TRUE},
};

static void
test_case(gconstpointer data)
{
    const Case *one = data;
    g_autoptr(Transcript) transcript = transcript_new(2);
    for (guint i = 0; i < G_N_ELEMENTS(one->dialogue) && one->dialogue[i]; i++) {
        const char *line = one->dialogue[i];
        if (*line == '.')
            transcript_text_sent(transcript);
        else if (*line == '>')
            transcript_command(transcript, line + 1, strlen(line + 1));
        else
            transcript_reply(transcript, line + 1, strlen(line + 1));
    }
    for (guint i = 0; i < 2; i++) {
        const char *reply;
        g_assert_cmpint(transcript_outcome(transcript, i, &reply), ==, one->outcome[i]);
        if (i == 0)
            g_assert_cmpstr(reply, ==, one->reply);
    }
    g_assert_cmpint(transcript_usable(transcript), ==, one->usable);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("/delivery/transcript/%u", i);
        g_test_add_data_func(path, &cases[i], test_case);
    }
    return g_test_run();
}
