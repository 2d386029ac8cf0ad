# SPDX-License-Identifier: GPL-3.0-or-later
set yrange [y_low:y_high]
if (y_kind == 1) { set logscale y }
if (y_kind == 2) { set nonlinear y via asinh(y) inverse sinh(y) }
if (y_date) {
    set format y y_format timedate
} else {
    set format y y_format
}
set ytics ()
do for [tick in y_ticks] {
    place = number(tick)
    set ytics add (place)
}
set grid ytics back linetype 1 linecolor rgb pale
set ylabel y_title
