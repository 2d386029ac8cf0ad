/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities: a number, or range, with its unit. */
#ifndef MENTIONS_QUANTITY_H
#define MENTIONS_QUANTITY_H

#include "mentions/units.h"
#include "text/view.h"

typedef struct Quantity {
    TextSpan span;    /* in clean text, unit included */
    double value;     /* in the canonical unit; the low end of a range */
    double value_max; /* the high end, or NAN */
    const Unit *unit; /* NULL: a bare number */
    UnitClass class;
    int sign;          /* -1, 0 (none written) or +1 */
    bool is_whole;     /* written without decimals */
    bool is_count;     /* a cardinal word without a unit: "two", only asked for by `counts` */
    bool decrease;     /* the word itself says that something fell: "halved" */
    ClaimBound bound;  /* as the words directly around it say */
    bool circumstance; /* its bound is a circumstance where it is an operating point */
} Quantity;

typedef enum QuantityResult {
    QUANTITY_NONE, /* nothing numeric begins here */
    QUANTITY_FOUND,
    QUANTITY_OTHER, /* a number that is no quantity: 1024×1024, 2024, 3D; span says how long */
} QuantityResult;

/*
 * The quantity that begins at text[at], a sign or currency included, and ends by `end`. With
 * `counts`, cardinal words without a unit are quantities too.
 */
QuantityResult quantity_parse(const UnitTable *units, ClaimsString text, size_t at, size_t end,
                              bool counts, Quantity *quantity);

/*
 * May a quantity stand in text[from, to)? False is certain: without a digit, a quantity begins with
 * a number word, or with a currency and one, and quantity_parse finds it there. What this says no
 * to, four sentences of five, need not be read any further.
 */
bool quantity_may_be_in(const UnitTable *units, ClaimsString text, size_t from, size_t to);

/*
 * The bit width written as a format name that begins at text[at]: the "INT8" of "INT8", or the
 * "W4" of "W4A8", whose "A8" comes next. False when there is none.
 */
bool quantity_parse_bits(const UnitTable *units, ClaimsString text, size_t at, size_t end,
                         Quantity *quantity);

#endif
