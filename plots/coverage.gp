# SPDX-License-Identifier: GPL-3.0-or-later
#
# Papers by technique family and metric, as a heat map. Tables:
#   cells.tsv     1 metric, 2 family, 3 papers
#   families.tsv  1 row, 2 name
#   metrics.tsv   1 column, 2 name
set xrange [0.5:metrics_rows + 0.5]
set yrange [families_rows + 0.5:0.5]
unset xtics
unset ytics

# From a pale blue to a dark one, darker by the square root: most cells hold few papers.
mix(from, to, share) = int(from + (to - from) * share + 0.5)
strength(papers) = sqrt(papers * 1.0 / (most > 9 ? most : 9))
shade(s) = 65536 * mix(222, 3, s) + 256 * mix(235, 55, s) + mix(247, 105, s)
ink(s) = s > 0.5 ? 0xFFFFFF : black

set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 behind fillstyle solid noborder \
    fillcolor rgb 0xF7F7F7

plot "cells.tsv" using 1:2:($1 - 0.48):($1 + 0.48):($2 - 0.46):($2 + 0.46):(shade(strength($3))) \
         with boxxyerror fillstyle solid noborder fillcolor rgb variable, \
     "cells.tsv" using 1:2:3:(ink(strength($3))) with labels font ",11" \
         textcolor rgb variable, \
     "families.tsv" using (0.5):1:2 with labels right offset char -1, 0, \
     "metrics.tsv" using 1:(families_rows + 0.5):2 with labels right rotate by 45 offset char 0, -0.9
