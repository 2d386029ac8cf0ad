# SPDX-License-Identifier: GPL-3.0-or-later
#
# A metric by technique family. Tables:
#   rows.tsv    1 row, 2 name, 3 median, 4 and 5 its interval, 6 the median in figures
#   points.tsv  1 value, 2 row, 3 shape: 0 typical, 1 peak, 2 at least, 3 at most
load "x_axis.gp"
set yrange [rows_rows + 0.5:0.5]
unset ytics

# Marks: interval, median, then points by shape.
array mark_point = [-1, 0, 7, 6, 8, 10]
array mark_size = [1.4, 0, 0.6, 0.7, 0.8, 0.8]
array mark_colour = [sand, vermilion, blue, blue, blue, blue]
load "legend.gp"

# A line between the families that have a median and those that do not.
if (told > 0 && told < rows_rows) {
    set arrow 1 from x_low, told + 0.5 to x_high, told + 0.5 nohead dashtype 3 linecolor rgb grey
}
# No change.
if (x_low < x_none && x_high > x_none) {
    set arrow 2 from x_none, graph 0 to x_none, graph 1 nohead dashtype 2 linecolor rgb grey
}

shape(n) = column(3) == n ? column(1) : NaN

plot "rows.tsv" using 3:1:4:5:($1 - 0.36):($1 + 0.36) with boxxyerror \
         fillstyle solid noborder fillcolor rgb sand, \
     "rows.tsv" using 3:($1 - 0.42):(0):(0.84) with vectors nohead linewidth 3 \
         linecolor rgb vermilion, \
     for [n = 0:3] "points.tsv" using (shape(n)):2 with points pointtype mark_point[n + 3] \
         pointsize mark_size[n + 3] linewidth 1.3 linecolor rgb mark_colour[n + 3], \
     "rows.tsv" using (x_low):1:2 with labels right offset char -1, 0, \
     "rows.tsv" using (x_high):1:6 with labels left offset char 1, 0
