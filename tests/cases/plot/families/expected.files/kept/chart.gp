# Drawn by: gnuplot -d chart.gp
print sprintf("%g", GPVAL_VERSION)
set encoding utf8
set terminal svg noenhanced size 860,272 font "sans,13" name "plot" background "#ffffff"
set output "chart.svg"
left = 276.0
right = 184.0
top = 108.0
bottom = 60.0
x_kind = 1
x_date = 0
x_format = "%g"
x_low = 0.9522980493
x_high = 5.355466184
x_none = 1
x_ticks = "1 1.5 2 3 5"
told = 1
x_title = "speed, times better, log scale"
legend_count = 5
array legend_text[6]
legend_text[1] = "claim"
legend_text[2] = "peak (“up to”)"
legend_text[3] = "lower bound (“at least”)"
legend_text[4] = "median of papers"
legend_text[5] = "95 \045 interval of the median"
array legend_x[16]
array legend_y[16]
array legend_mark[16]
legend_x[1] = 24.0; legend_y[1] = 68.0; legend_mark[1] = 3
legend_x[2] = 100.0; legend_y[2] = 68.0; legend_mark[2] = 4
legend_x[3] = 248.0; legend_y[3] = 68.0; legend_mark[3] = 5
legend_x[4] = 476.0; legend_y[4] = 68.0; legend_mark[4] = 2
legend_x[5] = 24.0; legend_y[5] = 88.0; legend_mark[5] = 1
width = 860.0
height = 272.0
chart_title = "Times better in speed, by technique family"
chart_subtitle = "9 papers; how many a family has is in brackets. No median is told of fewer than three."
rows_rows = 4
points_rows = 11
load "common.gp"
load "template.gp"
set output
