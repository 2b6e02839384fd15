/* SPDX-License-Identifier: Apache-2.0 */
#include "examine/empty.h"

static void
answer_clear(gpointer data)
{
    Answer *answer = data;
    g_free(answer->key);
    g_free(answer->code);
    g_free(answer->label);
    g_free(answer->where);
    g_ptr_array_unref(answer->texts);
    g_clear_pointer(&answer->motifs, g_ptr_array_unref);
    g_free(answer);
}

Form *
form_empty(Content content)
{
    Form *form = g_new0(Form, 1);
    form->content = content;
    form->answers = g_ptr_array_new_with_free_func(answer_clear);
    form->remarks = findings_new();
    return form;
}

Answer *
answer_empty(void)
{
    Answer *answer = g_new0(Answer, 1);
    answer->texts = g_ptr_array_new_with_free_func(g_free);
    return answer;
}
