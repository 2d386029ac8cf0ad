# SPDX-License-Identifier: GPL-3.0-or-later
#
# Families side by side, in up to two panels: factors, and changes in percent. Tables:
#   rows.tsv     1 line, 2 name, 3 median, 4 and 5 its interval, 6 in figures, 7 family, 8 panel
#   heads.tsv    1 line, 2 metric, 3 panel
#   singles.tsv  1 value, 2 line, 3 family, 4 panel: where there are too few for a median
array mark_size = [0.9, 0.8, 1.0, 1.0, 1.0, 1.0, 0.8]
unset ytics

median(family, panel) = column(7) == family && column(8) == panel ? column(3) : NaN
single(family, panel) = column(3) == family && column(4) == panel ? column(1) : NaN
of_panel(panel) = column(8) == panel ? column(4) : NaN
row(panel) = column(8) == panel ? x_low : NaN
figures(panel) = column(8) == panel ? x_high : NaN
head(panel) = column(3) == panel ? x_low : NaN

set multiplot
do for [p = 1:2] {
    lines = p == 1 ? panel1_lines : panel2_lines
    panel_top = p == 1 ? panel1_top : panel2_top
    x_kind = p == 1 ? x1_kind : x2_kind
    x_date = 0
    x_format = p == 1 ? x1_format : x2_format
    x_low = p == 1 ? x1_low : x2_low
    x_high = p == 1 ? x1_high : x2_high
    x_ticks = p == 1 ? x1_ticks : x2_ticks
    x_title = p == 1 ? x1_title : x2_title
    x_none = p == 1 ? x1_none : x2_none
    if (lines > 0) {
        unset logscale x
        unset nonlinear x
        load "x_axis.gp"
        set tmargin at screen 1 - panel_top / height
        set bmargin at screen 1 - (panel_top + lines * row_height) / height
        set yrange [lines + 0.5:0.5]
        # No change.
        unset arrow
        if (x_low < x_none && x_high > x_none) {
            set arrow 2 from x_none, graph 0 to x_none, graph 1 nohead dashtype 2 linecolor rgb grey
        }
        plot "rows.tsv" using (of_panel(p)):1:($5 - $4):(0) with vectors nohead \
                 linewidth 2.5 linecolor rgb grey, \
             for [n = 1:7] "rows.tsv" using (median(n, p)):1 with points pointtype filled[n] \
                 pointsize mark_size[n] linecolor rgb colour[n], \
             for [n = 1:7] "singles.tsv" using (single(n, p)):2 with points \
                 pointtype hollow[n] pointsize mark_size[n] linecolor rgb colour[n], \
             "rows.tsv" using (row(p)):1:2 with labels right offset char -1, 0, \
             "rows.tsv" using (figures(p)):1:6 with labels left offset char 1, 0, \
             "heads.tsv" using (head(p)):1:2 with labels right offset char -1, 0 \
                 font ",14" textcolor rgb blue
        unset label
    }
}
unset multiplot
