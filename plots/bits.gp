# SPDX-License-Identifier: GPL-3.0-or-later
#
# The values of a setting. Table:
#   bars.tsv  1 bar, 2 its value in figures, 3 papers
set xrange [0.4:bars_rows + 0.6]
set yrange [0:most * 1.12]
unset xtics
set ytics autofreq
set format y "%.0f"
set grid ytics back linetype 1 linecolor rgb pale
set xlabel x_title offset 0, -1
set ylabel y_title

plot "bars.tsv" using 1:3:(0.7) with boxes fillstyle solid noborder fillcolor rgb blue, \
     "bars.tsv" using 1:3:3 with labels offset 0, 0.7, \
     "bars.tsv" using 1:(0):2 with labels offset 0, -0.8
