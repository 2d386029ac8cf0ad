# SPDX-License-Identifier: GPL-3.0-or-later
set xrange [x_low:x_high]
if (x_kind == 1) { set logscale x }
if (x_kind == 2) { set nonlinear x via asinh(x) inverse sinh(x) }
if (x_date) {
    set format x x_format timedate
} else {
    set format x x_format
}
set xtics ()
do for [tick in x_ticks] {
    place = number(tick)
    set xtics add (place)
}
set grid xtics back linetype 1 linecolor rgb pale
set xlabel x_title
