/* SPDX-License-Identifier: Apache-2.0
 *
 * report-figures REGISTER: what `copil report` asks of a register for its figures, and no page of
 * it: `make bench` measures this.  Prints how many figures there are.
 */
#include "publish/change.h"
#include <stdio.h>

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Register) reg = argc == 2 ? register_open(argv[1], REGISTER_READ, &error) : NULL;
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    g_autofree char *period = definition ? figures_latest_year(reg, definition, &error) : NULL;
    Comparison *comparison =
        period ? comparison_make(reg, definition, period, (char *[]){NULL}, FALSE, FALSE, &error)
               : NULL;
    if (!comparison) {
        fprintf(stderr, "report-figures: %s\n", error ? error->message : "one REGISTER, not empty");
        return 1;
    }
    printf("%u\n", comparison->figures->len);
    comparison_free(comparison);
    return 0;
}
