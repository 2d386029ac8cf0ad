# SPDX-License-Identifier: GPL-3.0-or-later
#
# A metric over the reports' dates, which are days since 1970-01-01. Tables:
#   points.tsv  1 day, 2 value, 3 family, 4 shape: 0 typical, 1 peak, 2 at least, 3 at most
#   record.tsv  1 day, 2 the best value so far
#   slope.tsv   1 day, 2 the fitted line, 3 and 4 the edges of its band
load "x_axis.gp"
load "y_axis.gp"

# Marks: six families and the rest; a peak, the record, the slope, its band, bounds.
array mark_point = [7, 5, 13, 9, 11, 15, 2, 6, -2, -3, -1, -4]
array mark_size = [0.6, 0.6, 0.8, 0.8, 0.8, 0.8, 0.5, 0.7, 0, 0, 0, 0]
array mark_colour = [blue, vermilion, green, orange, purple, black, grey, grey, grey, black, pale, 0]
load "legend.gp"

# No change.
if (y_low < y_none && y_high > y_none) {
    set arrow 2 from graph 0, first y_none to graph 1, first y_none nohead dashtype 3 linecolor rgb grey
}

of(family, peak) = column(3) == family && (column(4) == 1) == peak ? column(2) : NaN
arrow(shape) = shape == 2 ? "↑" : shape == 3 ? "↓" : ""

plot "slope.tsv" using ($1 * day):3:4 with filledcurves fillstyle solid 0.6 noborder fillcolor rgb pale, \
     "slope.tsv" using ($1 * day):2 with lines linewidth 2 dashtype 2 linecolor rgb black, \
     "record.tsv" using ($1 * day):2 with steps linewidth 2 linecolor rgb grey, \
     for [n = 1:7] "points.tsv" using ($1 * day):(of(n, 0)) with points pointtype filled[n] \
         pointsize mark_size[n] linecolor rgb colour[n], \
     for [n = 1:7] "points.tsv" using ($1 * day):(of(n, 1)) with points pointtype hollow[n] \
         pointsize mark_size[n] linewidth 1.3 linecolor rgb colour[n], \
     "points.tsv" using ($1 * day):2:(arrow($4)) with labels offset char 0.9, 0
