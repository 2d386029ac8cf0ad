/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finishing what gnuplot's svg terminal writes. */
#ifndef CHARTS_SVG_H
#define CHARTS_SVG_H

#include "base/buffer.h"

typedef struct SvgDress {
    ClaimsString title, description; /* plain text */
    const char *prefix;              /* of ids: letters, digits, "-" */
    unsigned width, height;
} SvgDress;

/*
 * Append to `svg` what gnuplot wrote to `raw`, with
 *   - a title and a description that say what the chart shows, and role="img";
 *   - ids that differ from those of other charts on a page;
 *   - fonts that have Latin and Chinese letters, named once;
 *   - text that is well-formed XML, whatever it says;
 *   - nothing that is empty or drawn twice, so that it is small.
 * False when `raw` is not what gnuplot writes.
 */
bool svg_finish(ClaimsString raw, const SvgDress *dress, Buffer *svg);

#endif
