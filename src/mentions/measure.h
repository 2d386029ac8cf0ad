/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One measured or counted amount, whatever it is about: a number with the unit behind it. */
#ifndef MENTIONS_MEASURE_H
#define MENTIONS_MEASURE_H

#include "mentions/quantity_words.h"
#include "text/view.h"

typedef enum MeasureForm {
    MEASURE_NUMBER,
    MEASURE_RANGE, /* "5 to 10 km", "between 5 and 10" */
    MEASURE_LIST,  /* "4, 6 and 13 kg" */
    MEASURE_SIZE,  /* "60 × 10 × 3 mm" */
    MEASURE_RATIO, /* "1:10", "85/15" */
    MEASURE_CLOCK, /* "05:28 UT", in hours */
    MEASURE_DATE,  /* "26 October 2011"; the value is the year, NAN when none is written */
} MeasureForm;

typedef struct Measure {
    TextSpan span;   /* in clean text: bound, sign, number and unit */
    uint32_t number; /* where the number itself begins, its sign included */
    MeasureForm form;
    double value;       /* in the canonical unit; the least of several */
    double value_max;   /* the greatest of several, or NAN */
    const Unit *unit;   /* NULL: none, or one that is put together ("µg kg-1") */
    TextSpan unit_span; /* where the unit is written; empty when there is none */
    ClaimBound bound;
    TextSpan of;    /* the noun that a count counts; empty when the text does not say */
    bool is_whole;  /* written without decimals */
    bool is_word;   /* written in words */
    bool is_signed; /* with "+", "-" or "±" */
    int digits;     /* of a number in plain digits: how many; else 0 */
} Measure;

typedef enum MeasureResult {
    MEASURE_NONE,  /* nothing numeric begins here */
    MEASURE_FOUND, /* form NUMBER, RATIO or CLOCK; bound EXACT */
    MEASURE_OTHER, /* a number that is part of a name or formula: 3D, 14C; span says how long */
} MeasureResult;

/*
 * The amount that begins at text[at]: with a digit, a decimal point, a sign, a currency or a
 * number word. Reads to the end of `text`, which is clean text cut off at the sentence's end.
 */
MeasureResult measure_parse(const QuantityWords *words, ClaimsString text, size_t at,
                            Measure *measure);

/*
 * The power of ten that a parenthesis, which closes at text[at], is multiplied with, and its unit:
 * ")×10^-10 m". Applies them to the bare `measure` that ends there and returns where they end;
 * `at`, with nothing changed, when there are none.
 */
size_t measure_apply_power(const QuantityWords *words, ClaimsString text, size_t at,
                           Measure *measure);

/* Has it a unit, one put together included? */
bool measure_has_unit(const Measure *measure);

/* The end of a run of letters and digits, Greek and accented letters included, and of what holds
 * such runs together: "CO2", "S-CSR", "Oct3/4". */
size_t measure_skip_compound(ClaimsString text, size_t at);

/* The name of a form as records write it; static. */
const char *measure_form_name(MeasureForm form);

#endif
