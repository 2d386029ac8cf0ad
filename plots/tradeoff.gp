# SPDX-License-Identifier: GPL-3.0-or-later
#
# Two metrics against one another, better to the right and upwards. Tables:
#   points.tsv   1 x, 2 y, 3 family
#   front.tsv    1 x, 2 y: the corners of what the papers of the front beat
#   numbers.tsv  1 x, 2 y, 3 numbers of the papers there
load "x_axis.gp"
load "y_axis.gp"

# Marks: six families and the rest; the front.
array mark_point = [7, 5, 13, 9, 11, 15, 2, -2]
array mark_size = [0.7, 0.7, 0.9, 0.9, 0.9, 0.9, 0.6, 0]
array mark_colour = [blue, vermilion, green, orange, purple, black, grey, grey]
load "legend.gp"

# No change.
if (x_low < x_none && x_high > x_none) {
    set arrow 2 from x_none, graph 0 to x_none, graph 1 nohead dashtype 3 linecolor rgb grey
}
if (y_low < y_none && y_high > y_none) {
    set arrow 3 from graph 0, first y_none to graph 1, first y_none nohead dashtype 3 \
        linecolor rgb grey
}

# The papers of the front, below the picture.
do for [i = 1:name_count] {
    set label 400 + i names[i] \
        at screen 14 / width, (name_row * (name_count - i) + 18) / height left
}

of(family) = column(3) == family ? column(2) : NaN

plot "front.tsv" using 1:2 with lines linewidth 1.5 linecolor rgb grey, \
     for [n = 1:7] "points.tsv" using 1:(of(n)) with points pointtype filled[n] \
         pointsize mark_size[n] linecolor rgb colour[n], \
     "numbers.tsv" using 1:2:3 with labels left offset char 0.7, 0.6
