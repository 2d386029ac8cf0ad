# SPDX-License-Identifier: GPL-3.0-or-later
#
# A metric by technique family. Tables:
#   rows.tsv    1 row, 2 name, 3 median, 4 and 5 its interval, 6 the median in figures
#   points.tsv  1 value, 2 row, 3 shape: 0 typical, 1 peak, 2 at least, 3 at most
if (x_log) set logscale x
set xrange [x_low:x_high]
set yrange [rows_rows + 0.5:0.5]
unset ytics
set format x "%g"
set xtics ()
do for [i = 1:|x_ticks|] { set xtics add (x_ticks[i]) }
set grid xtics back linetype 1 linecolor rgb pale
set xlabel x_title
set key at screen 12 / width, 1 - 40 / height left top horizontal Left reverse samplen 1.5 width 1

# A line between the families that have a median and those that do not.
if (told > 0 && told < rows_rows) {
    set arrow 1 from x_low, told + 0.5 to x_high, told + 0.5 nohead dashtype 3 linecolor rgb grey
}
# No change.
if (x_log && x_low < 1 && x_high > 1) {
    set arrow 2 from 1, graph 0 to 1, graph 1 nohead dashtype 2 linecolor rgb grey
}

shape(n) = column(3) == n ? column(1) : NaN
named(count, word) = count > 0 ? word : ""

plot "rows.tsv" using 3:1:4:5:($1 - 0.34):($1 + 0.34) with boxxyerror \
         fillstyle solid noborder fillcolor rgb 0xF6DDA6 title named(told, word_interval), \
     "rows.tsv" using 3:($1 - 0.4):(0):(0.8) with vectors nohead linewidth 3 \
         linecolor rgb vermilion title named(told, word_median), \
     "points.tsv" using (shape(0)):2 pointtype 7 pointsize 0.6 linecolor rgb blue \
         title named(typical_count, word_typical), \
     "points.tsv" using (shape(1)):2 pointtype 6 pointsize 0.7 linewidth 1.3 linecolor rgb blue \
         title named(peak_count, word_peak), \
     "points.tsv" using (shape(2)):2 pointtype 8 pointsize 0.8 linewidth 1.3 linecolor rgb blue \
         title named(at_least_count, word_at_least), \
     "points.tsv" using (shape(3)):2 pointtype 10 pointsize 0.8 linewidth 1.3 linecolor rgb blue \
         title named(at_most_count, word_at_most), \
     "rows.tsv" using (x_low):1:2 with labels right offset char -1, 0 notitle, \
     "rows.tsv" using (x_high):1:6 with labels left offset char 1, 0 notitle
