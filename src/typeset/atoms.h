/* SPDX-License-Identifier: Apache-2.0
 *
 * atoms.h - a paragraph as the smallest parts that lines are made of, and where its lines end.
 * Inside this room only.
 */
#pragma once

#include "typeset/prepare.h"
#include "typeset/words.h"

typedef struct {
    FontId font;
    double size, rise;
    guint32 colour;
    const char *target; /* borrowed; or NULL */
} AtomLook;

/* A word, a part of one that ends where it may be cut, or a space. */
typedef struct {
    const Word *word;
    guint first, end; /* glyphs of it */
    guint look;       /* which AtomLook */
    double width;     /* points */
    gboolean space;   /* ends no line, but stands after it */
    gboolean stretch; /* made wider or narrower in justified lines */
    gboolean cut;     /* a line may end after it */
    gboolean hyphen;  /* with a hyphen */
} Atom;

typedef struct {
    GArray *looks; /* AtomLook */
    GArray *atoms; /* Atom */
} Atoms;

/* Of START..END of PREPARED, which has no line feed in between (transfer full). */
Atoms *atoms_new(Words *words, const Prepared *prepared, const TextStyle *style, gsize start,
                 gsize end);
void atoms_free(Atoms *atoms);
/* Cuts what is wider than WIDTH. */
void atoms_fit(Atoms *atoms, double width);
/* Widths of all, and of the widest part that is cut by hyphens at most; spaces at the end of lines
 * left out. */
void atoms_measure(const Atoms *atoms, double *natural, double *part);

/* ---- breaks.c ---- */
/* For each line the atom after its last one (GArray of guint, transfer full): the best lines
 * together when they are to be justified, else each as long as it can be.  No part of ATOMS is
 * wider than WIDTH. */
GArray *choose_lines(const Atoms *atoms, const TextStyle *style, double width);
/* What a space of FIRST..END, a line, gains (below 0: loses) to make the line WIDTH wide. */
double line_stretch(const Atoms *atoms, guint first, guint end, double width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Atoms, atoms_free)
