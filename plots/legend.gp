# SPDX-License-Identifier: GPL-3.0-or-later
#
# Draw the legend. Its marks are the template's: mark_point is a point type, or 0 for an upright
# line, -1 for a bar, -2 for a line, -3 for a dashed one.
do for [i = 1:legend_count] {
    m = legend_mark[i]
    x = legend_x[i] / width
    y = 1 - legend_y[i] / height
    set label 200 + i legend_text[i] at screen x + 14 / width, y left
    if (mark_point[m] > 0) {
        set label 300 + i "" at screen x, y point pointtype mark_point[m] \
            pointsize mark_size[m] linewidth 1.3 linecolor rgb mark_colour[m]
    }
    if (mark_point[m] == 0) {
        set arrow 200 + i from screen x, y - 7 / height to screen x, y + 7 / height nohead \
            linewidth 3 linecolor rgb mark_colour[m]
    }
    if (mark_point[m] == -1) {
        set object 200 + i rectangle center screen x, y size screen 18 / width, screen 12 / height \
            fillstyle solid noborder fillcolor rgb mark_colour[m] front
    }
    if (mark_point[m] == -2 || mark_point[m] == -3) {
        dash = mark_point[m] == -3 ? 2 : 1
        set arrow 200 + i from screen x - 9 / width, y to screen x + 9 / width, y nohead \
            linewidth 2 dashtype dash linecolor rgb mark_colour[m]
    }
}
