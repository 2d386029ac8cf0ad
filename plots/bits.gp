# SPDX-License-Identifier: GPL-3.0-or-later
#
# The values of a setting. Table:
#   bars.tsv  1 bar, 2 its value in figures, 3 papers
set xrange [0.4:bars_rows + 0.6]
unset xtics
load "y_axis.gp"
set xlabel x_title offset 0, -1

plot "bars.tsv" using 1:3:(0.7) with boxes fillstyle solid noborder fillcolor rgb blue, \
     "bars.tsv" using 1:3:3 with labels offset 0, 0.7, \
     "bars.tsv" using 1:(0):2 with labels offset 0, -0.8
